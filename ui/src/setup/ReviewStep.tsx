import { Link } from 'react-router';
import { FLOW_SERVICE } from '../api/client';
import { counted } from '../pieces/format';
import { schedule, scheduleSentence } from '../pieces/schedule';
import { patchFlow, useSteps, type Draft, type Step } from './draft';
import { tableLabel } from './fields';
import { SetupFrame } from './SetupFrame';

/** The last step: all that was chosen, on one page, before it becomes a flow. */
export function ReviewStep({ draft, reached, href, onDone }: { draft: Draft; reached: Step; href: (step: Step) => string; onDone: () => void }) {
  const { flow } = draft;
  const publish = `${FLOW_SERVICE}/flows/${flow?.id}/action?op=publish`;
  const finish = useSteps(async (call) => {
    if (!flow) return;
    const start = Number(flow.scheduleParams?.startTime ?? 0);
    // "At once" means from now, not from when that was chosen.
    if (start * 1000 < Date.now()) await patchFlow(call, flow.id, { scheduleParams: { ...flow.scheduleParams, startTime: Math.floor(Date.now() / 1000) } });
    await call({ method: 'POST', path: publish });
  }, onDone);
  const calculated = draft.mappingSet?.mappings.filter((rule) => rule.sourceType === 'EXPRESSION' || /[()+*?:]/.test(rule.source ?? rule.sourceAttribute ?? '')).length ?? 0;
  const options = flow?.options;
  const facts: [string, Step, [string, string][]][] = [
    [
      'From',
      'data',
      [
        ['Source', draft.sourceName],
        ['Account', draft.account?.name ?? ''],
        ['Table', tableLabel(draft.table ?? '')],
      ],
    ],
    [
      'To',
      'dataset',
      [
        ['Dataset', draft.dataSet?.name ?? ''],
        ['Table', draft.dataSet?.tags?.['adobe/pqs/table']?.[0] ?? ''],
        ['Bad records', options?.partialIngestionPercent === undefined ? 'None are borne' : `Up to ${options.partialIngestionPercent} % are borne`],
        ['Rejected records', options?.errorDiagnosticsEnabled ? 'Kept, with the reason' : 'Not kept'],
      ],
    ],
    [
      'Mapping',
      'mapping',
      [
        ['Fields filled', counted(draft.mappingSet?.mappings.length ?? 0, 'field')],
        ['Of them calculated', String(calculated)],
      ],
    ],
    [
      'Schedule',
      'schedule',
      [
        ['Name', flow?.name ?? ''],
        ['Runs', schedule(flow?.scheduleParams)],
      ],
    ],
  ];
  return (
    <SetupFrame
      source={draft.sourceName}
      step="review"
      reached={reached}
      href={href}
      title="All as it should be?"
      text={scheduleSentence(flow?.scheduleParams ?? {})}
      back={href('schedule')}
      error={finish.error}
      note="Kept as a draft until you finish"
      calls={[{ method: 'POST', path: publish }]}
      next={{ label: 'Finish', onPress: () => finish.mutate(), isPending: finish.isPending }}
    >
      <div className="review">
        {facts.map(([title, step, entries]) => (
          <section key={title} className="card">
            <div className="review-head">
              <h3>{title}</h3>
              <Link to={href(step)} aria-label={`Change ${title}`}>
                Change
              </Link>
            </div>
            <dl className="facts">
              {entries.map(([term, value]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </SetupFrame>
  );
}
