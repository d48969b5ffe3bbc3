import { createContext, useContext, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { FLOW_SERVICE } from '../api/client';
import { ApiError } from '../api/client';
import { PageBones } from '../pieces/Bones';
import { EditFrame } from '../pieces/EditFrame';
import { Problem } from '../pieces/Problem';
import { useDraft, type Draft } from '../setup/draft';
import { MappingEditor, type Framed } from '../setup/MappingEditor';

const Context = createContext<Draft | null>(null);

/** The mapping of a flow, to be changed; from its next run on the flow uses the new version. */
export default function FlowMapping() {
  const { flow: id = '' } = useParams();
  const draft = useDraft(id);
  if (draft.error) return <Problem error={draft.error} />;
  if (draft.isPending || !draft.flow) return <PageBones />;
  if (draft.flow.state === 'draft') return <Navigate to={`/flows/${id}/set-up?step=mapping`} replace />;
  return <Opened draft={draft} />;
}

/** The flow as it was when the page was opened: what is saved replaces that version, and no other. */
function Opened({ draft }: { draft: Draft }) {
  const navigate = useNavigate();
  const [opened] = useState(draft);
  const path = `${FLOW_SERVICE}/flows/${opened.flow?.id}`;
  return (
    <Context.Provider value={opened}>
      <MappingEditor
        draft={opened}
        Frame={Frame}
        keep={(call, value) => call({ method: 'PATCH', path, etag: opened.flow?.etag ?? '', body: [{ op: 'add', path: '/transformations', value }] })}
        onDone={() => void navigate(`/flows/${opened.flow?.id}`)}
      />
    </Context.Provider>
  );
}

function Frame({ error, ...framed }: Framed) {
  const flow = useContext(Context)?.flow;
  const isStale = error instanceof ApiError && error.status === 412;
  return (
    <EditFrame
      {...framed}
      title={`Mapping of ${flow?.name ?? 'the flow'}`}
      trail={[
        ['Flows', '/flows'],
        [flow?.name ?? 'Flow', `/flows/${flow?.id}`],
      ]}
      back={`/flows/${flow?.id}`}
      error={isStale ? new Error('The flow was changed by somebody while you were editing, so nothing is saved yet. Your lines are kept in this browser: load this page again, look at them and save.') : error}
      note="Used from the next run on. Rows that have landed stay as they are."
      {...(framed.next ? { save: framed.next } : {})}
    />
  );
}
