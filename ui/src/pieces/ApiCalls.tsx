import { Popover } from '@react-spectrum/s2/Popover';
import type { Call } from '../api/client';
import { Code } from './Code';
import { concealed, curl } from './curl';
import type { PopupProps } from './PopupButton';

/** The calls that a click makes, as curl and JSON. */
export default function ApiCalls({ calls, trigger, close }: PopupProps & { calls: Call[] }) {
  const isOpenEnded = calls.some(({ path, body }) => /<[a-z]/.test(path + JSON.stringify(body ?? '')));
  return (
    <Popover isOpen onOpenChange={close} triggerRef={trigger} size="L" aria-label="Copy as API call">
      <div className="api-calls">
        <p>
          The same as {calls.length === 1 ? 'a call' : `${calls.length} calls`} of the API. <code>eval "$(./tributary env)"</code> sets
          the variables.{isOpenEnded && ' What stands in <…> is what an earlier call answers.'}
        </p>
        {calls.map((call, index) => (
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
  );
}
