import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useParams } from 'react-router';
import { DATA_ACCESS, FLOW_SERVICE, type Call } from '../api/client';
import { useGet, useList } from '../api/queries';
import type { FlowRun, Row } from '../api/types';
import { Bones, PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { counted, duration } from '../pieces/format';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { columnsOf, extent, Rows } from '../pieces/Rows';
import { RunProgress } from '../pieces/RunProgress';
import { Stages } from '../pieces/Stages';
import { isGoing } from '../pieces/Status';
import { useDraft } from '../setup/draft';
import { STAGES } from '../setup/stages';

const NAMES = [...STAGES, 'Run it'];

/** The first visit: the first run as it goes, and then its rows. */
export default function Try() {
  const { flow: id = '' } = useParams();
  const flow = useDraft(id);
  const runs = useList<FlowRun>('runs', { property: [`flowId==${id}`], limit: 1 }, { every: 1000 });
  const run = runs.items[0];
  const status = run?.metrics.statusSummary.status;
  const done = status === 'success' || status === 'partialSuccess';
  if (flow.error) return <Problem error={flow.error} />;
  if (flow.isPending) return <PageBones />;
  const took = run && (run.metrics.durationSummary.completedAtUTC ?? 0) - (run.metrics.durationSummary.startedAtUTC ?? 0);
  return (
    <>
      <PageHeader
        title={done ? `${counted(run?.metrics.recordSummary.outputRecordCount ?? 0, 'record')} landed` : 'The first records are on their way'}
        description={
          done
            ? `It took ${duration(took)}. They are rows of ${flow.dataSet?.name ?? 'a dataset'}, an open table, and each is there exactly once.`
            : 'Out of a simulated HubSpot, through a mapping, into an open table.'
        }
        actions={
          done && (
            <>
              <LinkButton variant="secondary" href={`/flows/${id}`}>
                The flow
              </LinkButton>
              <LinkButton variant="accent" href={`/datasets/${flow.dataSetId}`}>
                The dataset
              </LinkButton>
            </>
          )
        }
      />
      {!done && (
        <div className="card try">
          <Stages names={NAMES} at={STAGES.length}>
            {run ? <RunProgress run={run} /> : <Bones lines={2} />}
          </Stages>
        </div>
      )}
      {status === 'failed' && !isGoing(status) && <Problem title="The run failed" error={new Error(run?.metrics.statusSummary.errors?.[0]?.message ?? 'No reason was given.')} />}
      {done && flow.dataSetId && <Landed dataSet={flow.dataSetId} />}
    </>
  );
}

function Landed({ dataSet }: { dataSet: string }) {
  const call: Call = { method: 'GET', path: `${DATA_ACCESS}/datasets/${dataSet}/preview` };
  const preview = useGet<{ data: Row[] }>(call.path);
  if (preview.error) return <Problem error={preview.error} />;
  if (preview.isPending) return <Bones lines={10} height={28} />;
  const columns = columnsOf(preview.data.data);
  return (
    <section className="stack">
      <div className="section-head">
        <h2>First rows</h2>
        <span className="quiet">{extent(preview.data.data.length, columns.length)}</span>
        <span className="spring" />
        <CopyAsApiCall label="API" calls={[call, { method: 'GET', path: `${FLOW_SERVICE}/flows` }]} />
      </div>
      <Rows label="First rows of the dataset" rows={preview.data.data} columns={columns} height="60vh" />
    </section>
  );
}
