import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useAccounts } from '../api/queries';
import { Empty } from '../pieces/Empty';
import { PageHeader } from '../pieces/PageHeader';

export default function Home() {
  const accounts = useAccounts();
  return (
    <>
      <PageHeader title="Home" />
      {!accounts.isPending && accounts.items.length === 0 && (
        <Empty title="Everything flows from a source" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
          Connect an account, choose what to read, say where each column goes. Records land in an open table that any engine can query.
        </Empty>
      )}
    </>
  );
}
