import { ActionButton } from '@react-spectrum/s2/ActionButton';
import { DialogTrigger } from '@react-spectrum/s2/Dialog';
import { Text } from '@react-spectrum/s2/Text';
import { Popover } from '@react-spectrum/s2/Popover';
import Brackets from '@react-spectrum/s2/icons/Code';
import type { Call } from '../api/client';
import { Code } from './Code';

/** The same as a curl command; `eval "$(./tributary env)"` sets what it refers to. */
export function curl({ method, path, body, etag, accept }: Call): string {
  const lines = [
    `curl -s${method === 'GET' ? '' : ` -X ${method}`} "$TRIBUTARY_URL${path.replace(/(["$`\\])/g, '\\$1')}"`,
    '-H "Authorization: Bearer $ACCESS_TOKEN" -H "x-api-key: $API_KEY"',
    '-H "x-gw-ims-org-id: $IMS_ORG" -H "x-sandbox-name: $SANDBOX_NAME"',
  ];
  if (accept !== undefined) lines.push(`-H ${quoted(`Accept: ${accept}`)}`);
  if (etag !== undefined) lines.push(`-H ${quoted(`If-Match: ${etag}`)}`);
  if (body !== undefined) lines.push('-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(concealed(body), null, 2))}`);
  return lines.join(' \\\n  ');
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** What was typed as a secret stays in its field. */
function concealed(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('auth' in body)) return body;
  const { auth } = body as { auth?: { specName?: string; params?: Record<string, unknown> } };
  const params = Object.fromEntries(Object.keys(auth?.params ?? {}).map((name) => [name, '…']));
  return { ...body, auth: { ...auth, params } };
}

/** Shows the call or calls that a click makes, to be repeated in a terminal or a program. */
export function CopyAsApiCall({ calls, label }: { calls: Call | Call[]; label?: string }) {
  const all = Array.isArray(calls) ? calls : [calls];
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
            the variables.
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
