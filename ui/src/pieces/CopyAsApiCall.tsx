import { ActionButton } from '@react-spectrum/s2/ActionButton';
import { DialogTrigger } from '@react-spectrum/s2/Dialog';
import { Text } from '@react-spectrum/s2/Text';
import { Popover } from '@react-spectrum/s2/Popover';
import Brackets from '@react-spectrum/s2/icons/Code';
import type { Call } from '../api/client';
import { Code } from './Code';
import { concealed, curl } from './curl';

/** Shows the call or calls that a click makes, to be repeated in a terminal or a program. */
export function CopyAsApiCall({ calls, label }: { calls: Call | Call[]; label?: string }) {
  const all = Array.isArray(calls) ? calls : [calls];
  const isOpenEnded = all.some(({ path, body }) => /<[a-z]/.test(path + JSON.stringify(body ?? '')));
  return (
    <DialogTrigger>
      <ActionButton isQuiet size="S" aria-label={label ? undefined : 'Copy as API call'}>
        <Brackets />
        {label && <Text>{label}</Text>}
      </ActionButton>
      <Popover size="L" aria-label="Copy as API call">
        <div className="api-calls">
          <p>
            The same as {all.length === 1 ? 'a call' : `${all.length} calls`} of the API. <code>eval "$(./tributary env)"</code> sets
            the variables.{isOpenEnded && ' What stands in <…> is what an earlier call answers.'}
          </p>
          {all.map((call, index) => (
            <section key={index}>
              <h3>
                {call.method} {call.path.replace(/\?.*/, '')}
              </h3>
              <Code text={curl(call)} label="Copy as curl" />
              {call.body !== undefined && <Code text={JSON.stringify(concealed(call.body), null, 2)} label="Copy the JSON" />}
            </section>
          ))}
        </div>
      </Popover>
    </DialogTrigger>
  );
}
