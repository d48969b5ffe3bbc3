import { useRef } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { PageBones } from '../pieces/Bones';
import { Problem } from '../pieces/Problem';
import { DataStep } from '../setup/DataStep';
import { DatasetStep } from '../setup/DatasetStep';
import { STEPS, useDraft, type Draft, type Step } from '../setup/draft';
import { MappingStep } from '../setup/MappingStep';
import { ReviewStep } from '../setup/ReviewStep';
import { ScheduleStep } from '../setup/ScheduleStep';

/** The furthest step that what is there already allows. */
function reachedBy(draft: Draft): Step {
  if (!draft.table) return 'data';
  if (!draft.dataSet) return 'dataset';
  if (!draft.mappingSet) return 'mapping';
  return draft.flow?.scheduleParams?.frequency ? 'review' : 'schedule';
}

/** The draft as it last was whole, while a change of it is on its way: a step stays until the next one is there. */
function useSettled(draft: Draft): Draft {
  const whole = useRef(draft);
  if (!draft.isPending || whole.current.flow?.id !== draft.flow?.id) whole.current = draft;
  return whole.current;
}

/** The set-up of a flow that is a draft still, at the step that the address names or the first open one. */
export default function SetUpDraft() {
  const { flow: id = '' } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const navigate = useNavigate();
  const draft = useSettled(useDraft(id));
  if (draft.error) return <Problem title="This draft cannot be shown" error={draft.error} />;
  if (draft.isPending || !draft.flow || !draft.source || !draft.spec) return <PageBones />;
  if (draft.flow.state !== 'draft') {
    return <Navigate to={`/flows/${id}`} replace />;
  }
  const reached = reachedBy(draft);
  const asked = STEPS.find((step) => step === parameters.get('step'));
  const step = asked && STEPS.indexOf(asked) <= STEPS.indexOf(reached) ? asked : reached;
  const href = (to: Step) => (to === 'account' ? `/sources/${draft.spec?.id}/set-up` : `/flows/${id}/set-up?step=${to}`);
  const go = (to: Step) => setParameters({ step: to });
  const common = { draft, reached, href };
  switch (step) {
    case 'dataset':
      return <DatasetStep key={draft.flow.id} {...common} onDone={() => go('mapping')} />;
    case 'mapping':
      return <MappingStep key={`${draft.dataSetId} ${draft.table}`} {...common} onDone={() => go('schedule')} />;
    case 'schedule':
      return <ScheduleStep {...common} onDone={() => go('review')} />;
    case 'review':
      return <ReviewStep {...common} onDone={() => void navigate(`/flows/${id}`)} />;
    default:
      return (
        <DataStep
          {...common}
          spec={draft.spec}
          accountId={draft.source.baseConnectionId}
          back={href('account')}
          onDone={() => go('dataset')}
        />
      );
  }
}
