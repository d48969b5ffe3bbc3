import { Button } from '@react-spectrum/s2/Button';
import { ago } from './format';

/** One field that both sides may have changed, each in words. */
export interface Difference {
  name: string;
  theirs: string;
  yours: string;
}

/**
 * Said when somebody else was quicker: who, when, what it is now and what one was about to make of
 * it; and then either.
 */
export function Conflict({ noun, by, at, differences, onTheirs, onYours, isPending }: { noun: string; by: string; at: number; differences: Difference[]; onTheirs: () => void; onYours: () => void; isPending: boolean }) {
  return (
    <div className="conflict" role="alert">
      <strong>This {noun} was changed while you were editing it</strong>
      <p>
        By {by}, {ago(at)}. Nothing of yours is saved yet.{differences.length === 0 && ' What you changed is not what they changed.'}
      </p>
      {differences.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Now</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ name, theirs, yours }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{theirs || '–'}</td>
                <td>{yours || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="conflict-ways">
        <Button variant="secondary" onPress={onTheirs}>
          Take what is there now
        </Button>
        <Button variant="secondary" isPending={isPending} onPress={onYours}>
          Save mine over it
        </Button>
      </div>
    </div>
  );
}
