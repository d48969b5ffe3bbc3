import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useLocation } from 'react-router';
import { Empty } from '../pieces/Empty';
import { PageHeader } from '../pieces/PageHeader';

/** An address that leads nowhere. */
export default function Nowhere() {
  const { pathname } = useLocation();
  return (
    <>
      <PageHeader title="No such page" />
      <Empty title="Nothing is here" action={<LinkButton variant="accent" href="/">Home</LinkButton>}>
        There is no page at {pathname}. The link may be an old one; everything that there is can be reached from the left.
      </Empty>
    </>
  );
}
