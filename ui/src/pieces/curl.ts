import type { Call } from '../api/client';

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
export function concealed(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('auth' in body)) return body;
  const { auth } = body as { auth?: { specName?: string; params?: Record<string, unknown> } };
  const params = Object.fromEntries(Object.keys(auth?.params ?? {}).map((name) => [name, '…']));
  return { ...body, auth: { ...auth, params } };
}
