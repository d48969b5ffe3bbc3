import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { SearchField } from '@react-spectrum/s2/SearchField';
import { Switch } from '@react-spectrum/s2/Switch';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { FLOW_SERVICE } from '../api/client';
import { isAvailable, sourceName, useAccounts, useFlows, useSources } from '../api/queries';
import { useMay } from '../api/session';
import type { ConnectionSpec } from '../api/types';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Empty } from '../pieces/Empty';
import { counted } from '../pieces/format';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { SourceIcon } from '../pieces/SourceIcon';

const OTHER = 'Other';
const categoryOf = (spec: ConnectionSpec) => spec.attributes?.category ?? OTHER;

/** The catalogue: what can be connected, and what already is. */
export default function Sources() {
  const sources = useSources();
  const [parameters, setParameters] = useSearchParams();
  const [all, setAll] = useState(false);
  const search = parameters.get('search') ?? '';
  const category = parameters.get('category') ?? '';
  const known = sources.data ?? [];
  const offered = known.filter((spec) => all || search.trim() !== '' || isAvailable(spec));
  const found = offered.filter(
    (spec) =>
      (category === '' || categoryOf(spec) === category) &&
      `${sourceName(spec)} ${spec.name} ${categoryOf(spec)} ${spec.attributes?.description ?? ''}`.toLowerCase().includes(search.toLowerCase().trim()),
  );
  const narrow = (changes: Record<string, string>) =>
    setParameters(
      (before) => {
        for (const [name, value] of Object.entries(changes)) value === '' ? before.delete(name) : before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const missing = known.length - known.filter(isAvailable).length;
  return (
    <>
      <PageHeader
        title="Sources"
        description="Where records come from. Connect an account, choose what to read, and it flows into a dataset."
        actions={<CopyAsApiCall calls={{ method: 'GET', path: `${FLOW_SERVICE}/connectionSpecs` }} label="API" />}
      />
      <div className="catalogue">
        <aside>
          <SearchField aria-label="Search sources" placeholder="Search sources" value={search} onChange={(value) => narrow({ search: value })} UNSAFE_style={{ width: '100%' }} />
          <Categories specs={offered} chosen={category} choose={(value) => narrow({ category: value })} />
          {missing > 0 && (
            <Switch size="S" isSelected={all} onChange={setAll}>
              Show {missing} that do not work yet
            </Switch>
          )}
        </aside>
        <div>
          {sources.error && <Problem error={sources.error} retry={() => void sources.refetch()} />}
          {sources.isPending && <CardBones />}
          {sources.data && found.length === 0 && (
            <Empty title="No source like that">
              Nothing matches “{search || category}”. Another word may; and a source can be added: it is one folder.
            </Empty>
          )}
          <ul className="cards">
            {found.map((spec) => (
              <SourceCard key={spec.id} spec={spec} />
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}

function Categories({ specs, chosen, choose }: { specs: ConnectionSpec[]; chosen: string; choose: (category: string) => void }) {
  const sums = useMemo(() => {
    const counts = new Map<string, number>();
    for (const spec of specs) counts.set(categoryOf(spec), (counts.get(categoryOf(spec)) ?? 0) + 1);
    return [...counts].sort(([a], [b]) => Number(a === OTHER) - Number(b === OTHER) || a.localeCompare(b));
  }, [specs]);
  const entry = (value: string, label: string, sum: number) => (
    <li key={value}>
      <button className="choice" aria-pressed={chosen === value} onClick={() => choose(value)}>
        {label} <span className="figure">{sum}</span>
      </button>
    </li>
  );
  return (
    <ul className="choices" aria-label="Categories">
      {entry('', 'All sources', specs.length)}
      {sums.map(([name, sum]) => entry(name, name, sum))}
    </ul>
  );
}

function SourceCard({ spec }: { spec: ConnectionSpec }) {
  const may = useMay('manage');
  const accounts = useAccounts().items.filter((account) => account.connectionSpec.id === spec.id).length;
  const flows = useFlows().items.filter((flow) => flow.inheritedAttributes?.sourceConnections?.[0]?.connectionSpec.id === spec.id).length;
  const available = isAvailable(spec);
  const name = sourceName(spec);
  return (
    <li className={available ? 'card' : 'card card-away'}>
      <div className="card-head">
        <SourceIcon name={name} />
        <div>
          <h2>{name}</h2>
          <p className="quiet">{categoryOf(spec)}</p>
        </div>
      </div>
      <p className="card-text">{available ? (spec.attributes?.description ?? spec.authSpec?.[0]?.spec.description ?? '') : (spec.attributes?.status ?? '')}</p>
      <div className="card-foot">
        <span className="quiet">
          {!available ? (
            'Not yet'
          ) : accounts === 0 ? (
            'Not connected yet'
          ) : (
            <>
              <Link to={`/accounts?source=${spec.id}`}>{counted(accounts, 'account')}</Link> · <Link to={`/flows?source=${spec.id}`}>{counted(flows, 'flow')}</Link>
            </>
          )}
        </span>
        {may && available && (
          <LinkButton variant={accounts === 0 ? 'primary' : 'secondary'} size="S" href={`/sources/${spec.id}/set-up`} aria-label={`${accounts === 0 ? 'Set up' : 'Add data from'} ${name}`}>
            {accounts === 0 ? 'Set up' : 'Add data'}
          </LinkButton>
        )}
      </div>
    </li>
  );
}

function CardBones() {
  return (
    <ul className="cards" aria-hidden="true">
      {Array.from({ length: 6 }, (_, card) => (
        <li key={card} className="card bones">
          <span style={{ height: 40, width: 40 }} />
          <span style={{ height: 16, width: '60%' }} />
          <span style={{ height: 14, width: '90%' }} />
        </li>
      ))}
    </ul>
  );
}
