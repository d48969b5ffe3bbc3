import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import { useState } from 'react';
import { Code } from '../pieces/Code';
import { engines, placeOf } from './engines';

/** How other engines read the table, with its true location. */
export function Elsewhere({ folder }: { folder: string }) {
  const place = placeOf(folder);
  const all = engines(place);
  const [chosen, setChosen] = useState(all[0]?.key);
  const engine = all.find(({ key }) => key === chosen);
  return (
    <section className="stack elsewhere">
      <p>
        The table is an open one: Apache Iceberg, Parquet files in <code>{place.folder}</code>. Any engine may read it, also while runs land; only Tributary writes to it.
      </p>
      <SegmentedControl aria-label="Engine" selectedKey={chosen ?? ''} onSelectionChange={(key) => setChosen(String(key))}>
        {all.map(({ key, name }) => (
          <SegmentedControlItem key={key} id={key}>
            {name}
          </SegmentedControlItem>
        ))}
      </SegmentedControl>
      {engine && (
        <div className="stack-near">
          <p className="quiet">{engine.needs}</p>
          {engine.texts.map(([title, text]) => (
            <section key={title} className="stack-near">
              <h3>{title}</h3>
              <Code text={text} />
            </section>
          ))}
        </div>
      )}
      <p className="quiet">
        These lines follow what each engine’s own documentation says. None of the engines is run in Tributary’s own tests, which read the tables with Iceberg’s Java library. The paths are those of the machine on which Tributary runs, with its metadata in the home’s own file. Where the metadata is in PostgreSQL, its address takes the place of <code>{place.database}</code>.
      </p>
    </section>
  );
}
