import { Button } from '@react-spectrum/s2/Button';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FLOW_SERVICE, query, type Call } from '../api/client';
import { isAvailable, sourceName, useAccounts, useDataSets, useFlows, useGet, useList, useSources } from '../api/queries';
import type { ConnectionSpec, Flow, FlowRun, FlowSpec, Page, TargetConnection } from '../api/types';
import { useMay } from '../api/session';
import { Bones, PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { count, counted } from '../pieces/format';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { River } from '../pieces/River';
import { Figures } from '../pieces/RunProgress';
import { Stages } from '../pieces/Stages';
import { Status } from '../pieces/Status';
import { Ago } from '../pieces/Times';
import { useSteps } from '../setup/draft';
import { STAGES } from '../setup/stages';

/** The first page: on an empty home a beginning, later on all that flows. */
export default function Home() {
  const accounts = useAccounts();
  if (accounts.error) return <Problem error={accounts.error} retry={() => void accounts.refetch()} />;
  if (accounts.isPending) return <PageBones />;
  return accounts.items.length === 0 ? <Beginning /> : <Overview />;
}

function Beginning() {
  const may = useMay('manage');
  const sources = useSources();
  const simulated = sources.data?.find((spec) => spec.attributes?.isSimulated && isAvailable(spec));
  return (
    <>
      <PageHeader title="Welcome" description="Tributary reads records where they are, and keeps them in open tables that any engine can query: each record exactly once." />
      <div className="beginning">
        {sources.isPending ? <Bones lines={4} height={32} /> : may && simulated && <Trial spec={simulated} />}
        <section className="card">
          <h2>{may ? 'Connect a source of your own' : 'Nothing is set up yet'}</h2>
          <p className="card-text">{!may && 'You may look at everything here. Whoever may manage sources begins like this: '}Sign in at the source, choose what to read, say which column goes where. The set-up shows real rows at every step, and can be left and gone on with.</p>
          <div>
            <LinkButton variant={simulated ? 'secondary' : 'accent'} href="/sources">
              {may ? 'Choose a source' : 'See the sources'}
            </LinkButton>
          </div>
        </section>
      </div>
    </>
  );
}

/** One click that sets up a simulated source and leads to its rows. */
function Trial({ spec }: { spec: ConnectionSpec }) {
  const [stage, setStage] = useState(0);
  const navigate = useNavigate();
  const trial = useSteps(
    async (call) => (await import('../setup/trial')).setUpTrial(call, spec, setStage),
    (flow) => void navigate(`/try/${flow}`),
  );
  return (
    <section className="card card-first">
      <h2>See it work, in a minute</h2>
      <p className="card-text">A simulated HubSpot comes along, with ten thousand contacts that do not exist. One click connects it, maps it and lands it.</p>
      {trial.isPending || trial.isSuccess ? (
        <Stages names={[...STAGES, 'Run it']} at={trial.isSuccess ? STAGES.length : stage} />
      ) : (
        <div className="beside">
          <Button variant="accent" onPress={() => trial.mutate()}>
            Try {sourceName(spec)}
          </Button>
          <TrialCalls spec={spec} />
        </div>
      )}
      {trial.error && <Problem error={trial.error} />}
    </section>
  );
}

/** What the one click calls. */
function TrialCalls({ spec }: { spec: ConnectionSpec }) {
  const flowSpecs = useGet<Page<FlowSpec>>(`${FLOW_SERVICE}/flowSpecs?limit=1000`, { fresh: 3_600_000 });
  const [calls, setCalls] = useState<Call[]>();
  useEffect(() => {
    if (flowSpecs.data) void import('../setup/trial').then(({ trialCalls }) => trialCalls(spec, flowSpecs.data)).then(setCalls);
  }, [spec, flowSpecs.data]);
  return calls && <CopyAsApiCall label="API" calls={calls} />;
}

const DAY = 86_400_000;

function Overview() {
  const may = useMay('manage');
  const flows = useFlows(5_000);
  const dataSets = useDataSets();
  const accounts = useAccounts();
  const targets = useList<TargetConnection>('targetConnections', { limit: 1000 });
  const [since] = useState(() => Date.now() - DAY);
  const runs = useList<FlowRun>('runs', { limit: 1000, property: [`createdAt>${since}`] }, { every: 5_000 });
  const landed = runs.items.reduce((sum, run) => sum + run.metrics.recordSummary.outputRecordCount, 0);
  const failed = runs.items.filter((run) => run.metrics.statusSummary.status === 'failed').length;
  const drafts = flows.items.filter((flow) => flow.state === 'draft');
  const live = flows.items.filter((flow) => flow.state !== 'draft');
  return (
    <>
      <PageHeader
        title="Home"
        actions={
          <>
            <CopyAsApiCall label="API" calls={[{ method: 'GET', path: `${FLOW_SERVICE}/flows` }, { method: 'GET', path: `${FLOW_SERVICE}/runs${query({ property: [`createdAt>${since}`] })}` }]} />
            {may && (
              <LinkButton variant="accent" href="/sources">
                Add data
              </LinkButton>
            )}
          </>
        }
      />
      <div className="stack overview">
        <Figures
          facts={[
            ['Records landed, 24 hours', count(landed)],
            ['Runs, 24 hours', count(runs.items.length)],
            ['Of them failed', count(failed)],
            ['Flows enabled', `${count(live.filter((flow) => flow.state === 'enabled').length)} of ${count(live.length)}`],
            ['Datasets', count(dataSets.data?.length)],
          ]}
        />
        {live.length > 0 && <River flows={live} accounts={accounts.items} dataSets={dataSets.data ?? []} targets={targets.items} runs={runs.items} />}
        {drafts.length > 0 && <Drafts drafts={drafts} />}
        <Recent runs={runs.items.slice(0, 8)} flows={flows.items} isPending={runs.isPending} />
      </div>
    </>
  );
}

function Drafts({ drafts }: { drafts: Flow[] }) {
  return (
    <section>
      <h2>Go on with</h2>
      <ul className="lines">
        {drafts.slice(0, 5).map((flow) => (
          <li key={flow.id}>
            <Link to={`/flows/${flow.id}/set-up`}>{flow.name ?? flow.id}</Link>
            <span className="quiet">
              changed <Ago at={flow.updatedAt} />
            </span>
          </li>
        ))}
      </ul>
      {drafts.length > 5 && <Link to="/flows">All {counted(drafts.length, 'draft')}</Link>}
    </section>
  );
}

function Recent({ runs, flows, isPending }: { runs: FlowRun[]; flows: Flow[]; isPending: boolean }) {
  const names = new Map(flows.map((flow) => [flow.id, flow.name]));
  return (
    <section>
      <h2>Latest runs</h2>
      {isPending && <Bones lines={4} height={28} />}
      {!isPending && runs.length === 0 && <p className="quiet">None in the last 24 hours.</p>}
      <ul className="lines">
        {runs.map((run) => (
          <li key={run.id}>
            <Link to={`/flows/${run.flowId}/runs/${run.id}`}>{names.get(run.flowId) ?? run.flowId}</Link>
            <Status of={run.metrics.statusSummary.status} />
            <span className="figure lines-end">{counted(run.metrics.recordSummary.outputRecordCount, 'record')}</span>
            <span className="quiet">
              <Ago at={run.metrics.durationSummary.completedAtUTC ?? run.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
