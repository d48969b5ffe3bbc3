import { Button } from '@react-spectrum/s2/Button';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import Checkmark from '@react-spectrum/s2/icons/CheckmarkCircle';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { DeleteAccount, useFlowsOf } from '../accounts/actions';
import { FLOW_SERVICE } from '../api/client';
import { sourceName, useGet, useOne, useSources } from '../api/queries';
import { useMay } from '../api/session';
import type { Connection, Flow } from '../api/types';
import { PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { Facts } from '../pieces/Facts';
import { More } from '../pieces/More';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { schedule } from '../pieces/schedule';
import { Status } from '../pieces/Status';
import { Ago, When } from '../pieces/Times';

const COLUMNS: TableColumn<Flow>[] = [
  { key: 'name', name: 'Name', width: '2fr', minWidth: 180, cell: (flow) => flow.name ?? flow.id, text: (flow) => flow.name ?? flow.id },
  { key: 'state', name: 'State', room: 'some', width: 130, cell: (flow) => <Status of={flow.state} /> },
  { key: 'schedule', name: 'Runs', room: 'some', cell: (flow) => schedule(flow.scheduleParams) },
  { key: 'status', name: 'Last run', width: 160, cell: (flow) => <Status of={flow.lastRunDetails?.state} /> },
];

/** An account at a source: whether it works now, and which flows read with it. */
export default function Account() {
  const { account: id = '' } = useParams();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const path = `${FLOW_SERVICE}/connections/${id}`;
  const account = useOne<Connection>(path);
  const sources = useSources();
  const flows = useFlowsOf(id);
  const may = useMay('manage');
  if (account.error) return <Problem error={account.error} />;
  if (!account.data) return <PageBones />;
  const spec = sources.data?.find((one) => one.id === account.data.connectionSpec.id);
  const source = spec ? sourceName(spec) : '';
  return (
    <>
      <PageHeader
        title={account.data.name ?? id}
        trail={[['Accounts', '/accounts']]}
        mark={<Status of={account.data.state} />}
        description={account.data.description || (source && `An account at ${source}.`)}
        actions={
          <>
            <CopyAsApiCall calls={[{ method: 'GET', path }, { method: 'GET', path: `${path}/test` }]} label="API" />
            <More
              label="More actions"
              entries={[
                may && ['Edit name and credentials', () => void navigate(`/accounts/${id}/edit`)],
                may && ['Delete', () => setDeleting(true)],
              ]}
            />
            {may && spec && (
              <LinkButton variant="accent" href={`/sources/${spec.id}/set-up`}>
                New flow
              </LinkButton>
            )}
          </>
        }
      />
      <div className="stack run-page">
        {account.data.state !== 'draft' && <Health account={account.data} source={source} />}
        <Facts
          facts={[
            ['Source', source],
            ['Signs in with', account.data.auth?.specName ?? '–'],
            ['Created', <When at={account.data.createdAt} />],
            ['Changed', <Ago at={account.data.updatedAt} />],
          ]}
        />
        <section className="stack-close">
          <h2>Flows that read with it</h2>
          <DataTable label="Flows" columns={COLUMNS} items={flows.items} state={flows} href={(flow) => (flow.state === 'draft' ? `/flows/${flow.id}/set-up` : `/flows/${flow.id}`)} empty={<Empty title="No flow uses it">It can be deleted, or chosen when a source is set up.</Empty>} />
        </section>
      </div>
      <DialogContainer onDismiss={() => setDeleting(false)}>{deleting && <DeleteAccount account={account.data} onClose={() => setDeleting(false)} onDeleted={() => void navigate('/accounts')} />}</DialogContainer>
    </>
  );
}

/** Whether the source takes the credentials now; asked when the page is opened, and again on demand. */
function Health({ account, source }: { account: Connection; source: string }) {
  const may = useMay('manage');
  const check = useGet<{ result: boolean }>(`${FLOW_SERVICE}/connections/${account.id}/test`, { fresh: 60_000 });
  const again = (
    <Button variant="secondary" size="S" isPending={check.isFetching} onPress={() => void check.refetch()}>
      Check again
    </Button>
  );
  if (check.error) {
    return (
      <Problem title={`${source || 'The source'} does not let this account in`} error={check.error}>
        <p>Flows that read with it fail until it is mended.</p>
        <div className="conflict-ways">
          {may && <Link to={`/accounts/${account.id}/edit`}>Mend the credentials</Link>}
          {again}
        </div>
      </Problem>
    );
  }
  return (
    <div className="health" role="status">
      <Checkmark />
      <span>{check.isPending ? `Asking ${source}…` : `${source} takes these credentials.`}</span>
      {check.data && (
        <span className="quiet">
          Checked <Ago at={check.dataUpdatedAt} />
        </span>
      )}
      <span className="spring" />
      {again}
    </div>
  );
}
