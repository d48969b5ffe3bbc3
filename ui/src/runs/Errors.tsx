import { Link } from 'react-router';
import type { RunError } from '../api/types';
import { counted } from '../pieces/format';
import { advice, type Places } from './advice';

/** Why records, or the whole run, did not make it: one entry for each kind, with an example and what to do. */
export function Errors({ errors, places, onShow, shown }: { errors: RunError[]; places: Places; onShow?: (field: string | undefined) => void; shown?: string | undefined }) {
  return (
    <ul className="causes">
      {errors.map((error) => (
        <Cause key={`${error.code} ${error.field ?? ''} ${error.message}`} error={error} places={places} isShown={error.field !== undefined && error.field === shown} onShow={onShow} />
      ))}
    </ul>
  );
}

function Cause({ error, places, isShown, onShow }: { error: RunError; places: Places; isShown: boolean; onShow: ((field: string | undefined) => void) | undefined }) {
  const next = advice(error, places);
  return (
    <li className="cause">
      <div className="cause-head">
        <strong>{error.field ? <code>{error.field}</code> : 'The run'}</strong>
        {error.recordCount !== undefined && <span className="figure">{counted(error.recordCount, 'record')}</span>}
        <code className="quiet">{error.code}</code>
      </div>
      <p>
        {error.field !== undefined && <span className="quiet">For example: </span>}
        {error.message}
      </p>
      {next && (
        <p className="cause-next">
          {next.text} {next.link && <Link to={next.link[1]}>{next.link[0]}</Link>}
        </p>
      )}
      {error.field !== undefined && onShow && (
        <button type="button" className="choice-link" aria-pressed={isShown} onClick={() => onShow(isShown ? undefined : error.field)}>
          {isShown ? 'Show all rejected records' : 'Show its records below'}
        </button>
      )}
    </li>
  );
}
