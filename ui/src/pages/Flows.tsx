import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { FLOW_SERVICE } from '../api/client';
import { useList } from '../api/queries';
import type { Flow } from '../api/types';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { PageHeader } from '../pieces/PageHeader';
import { schedule } from '../pieces/schedule';
import { Status } from '../pieces/Status';
import { Ago } from '../pieces/Times';

/** Every flow, with how its last run ended. */
export default function Flows() {
  const [orderby, setOrderby] = useState('-createdAt');
  const [parameters] = useSearchParams();
  const source = parameters.get('source');
  const property = source ? [`inheritedAttributes.sourceConnections[].connectionSpec.id==${source}`] : undefined;
  const flows = useList<Flow>('flows', { orderby, ...(property ? { property } : {}) }, { every: 10_000 });
  const columns: TableColumn<Flow>[] = [
    { key: 'name', name: 'Name', width: '2fr', minWidth: 180, sort: 'name', cell: (flow) => flow.name ?? flow.id, text: (flow) => flow.name ?? flow.id },
    { key: 'state', name: 'State', width: 130, cell: (flow) => <Status of={flow.state} /> },
    { key: 'schedule', name: 'Runs', cell: (flow) => schedule(flow.scheduleParams) },
    { key: 'status', name: 'Last run', width: 160, cell: (flow) => <Status of={flow.lastRunDetails?.state} /> },
    { key: 'ended', name: 'Ended', width: 150, cell: (flow) => <Ago at={flow.lastRunDetails?.completedAtUTC} /> },
    { key: 'created', name: 'Created', width: 150, sort: 'createdAt', cell: (flow) => <Ago at={flow.createdAt} /> },
  ];
  return (
    <>
      <PageHeader
        title="Flows"
        description="What is read, how it is mapped, where it lands, and when."
        actions={
          <>
            <CopyAsApiCall calls={{ method: 'GET', path: `${FLOW_SERVICE}/flows?orderby=${orderby}` }} label="API" />
            <LinkButton variant="accent" href="/sources">
              New flow
            </LinkButton>
          </>
        }
      />
      <DataTable
        label="Flows"
        columns={columns}
        items={flows.items}
        state={flows}
        orderby={orderby}
        href={(flow) => (flow.state === 'draft' ? `/flows/${flow.id}/set-up` : `/flows/${flow.id}`)}
        onOrderby={setOrderby}
        empty={
          <Empty title="No flows yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
            A flow takes records from a source to a dataset, once or again and again.
          </Empty>
        }
      />
    </>
  );
}
