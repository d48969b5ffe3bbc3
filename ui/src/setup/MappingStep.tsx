import { createContext, useContext } from 'react';
import type { Draft, Step } from './draft';
import { MappingEditor, type Framed } from './MappingEditor';
import { SetupFrame } from './SetupFrame';

interface Place {
  draft: Draft;
  reached: Step;
  href: (step: Step) => string;
}

const Context = createContext<Place | null>(null);

/** Step four: which column goes into which field. */
export function MappingStep({ onDone, ...place }: Place & { onDone: () => void }) {
  return (
    <Context.Provider value={place}>
      <MappingEditor draft={place.draft} Frame={StepFrame} onDone={onDone} />
    </Context.Provider>
  );
}

function StepFrame(framed: Framed) {
  const place = useContext(Context);
  return place && <SetupFrame {...framed} source={place.draft.sourceName} step="mapping" reached={place.reached} href={place.href} title="Which column goes where?" back={place.href('dataset')} note="Kept as a draft" />;
}
