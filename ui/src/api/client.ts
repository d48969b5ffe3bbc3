/** Speaks to the public API, and to nothing else. */

export const FLOW_SERVICE = '/data/foundation/flowservice';
export const SCHEMA_REGISTRY = '/data/foundation/schemaregistry';
export const CATALOG = '/data/foundation/catalog';
export const DATA_PREP = '/data/foundation/conversion';
export const DATASETS = '/data/foundation/dataset/datasets';
export const DATA_ACCESS = '/data/foundation/export';
export const OBSERVABILITY = '/data/infrastructure/observability/insights/metrics';

export const SANDBOXES = '/data/foundation/sandbox-management/sandboxes';
export const ADMINISTRATION = '/tributary';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One call of the API: what is sent, and what "Copy as API call" shows. */
export interface Call {
  method: Method;
  path: string;
  body?: unknown;
  /** The version that a change replaces; sent as If-Match. */
  etag?: string;
  accept?: string;
}

/** Who calls: everything that the API wants to know beside the session's cookie. */
export interface Caller {
  organisation: string;
  sandbox: string;
}

/** A refusal in the API's own words. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    /** Such as FLOW-1404-412; empty where the API gave none. */
    readonly code: string,
    readonly title: string,
    readonly requestId: string,
    readonly call: Call,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export function headers(caller: Caller, call: Call): Record<string, string> {
  return {
    'x-gw-ims-org-id': caller.organisation,
    'x-sandbox-name': caller.sandbox,
    'x-api-key': 'tributary-ui',
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(call.etag === undefined ? {} : { 'If-Match': call.etag }),
    ...(call.accept === undefined ? {} : { Accept: call.accept }),
  };
}

/** Answers the body, or undefined where there is none; throws an {@link ApiError}. */
export async function send<T>(caller: Caller, call: Call, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(call.path, {
      method: call.method,
      headers: headers(caller, call),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(signal === undefined ? {} : { signal }),
      credentials: 'same-origin',
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError('Tributary does not answer. Is it running, and is the network up?', 0, '', 'No answer', '', call);
  }
  const text = await response.text();
  if (!response.ok) throw refused(response, text, call);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The API refuses in several forms: problem documents, the gateway's error_code, a bare report. */
export function refused(response: Response, text: string, call: Call): ApiError {
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Not JSON: the status has to do.
  }
  const report = (body.report ?? {}) as Record<string, unknown>;
  const first = (...candidates: unknown[]) => candidates.find((c): c is string => typeof c === 'string' && c !== '') ?? '';
  const type = first(body.type).split('/').pop() ?? '';
  return new ApiError(
    first(body.errorMessage, report['detailed-message'], report.message, body.detail, body.message, body.title, text.slice(0, 400)),
    response.status,
    /-\d{3}$/.test(type) ? type : first(body.error_code),
    first(body.title) || `HTTP ${response.status}`,
    response.headers.get('x-request-id') ?? first(report['request-id']),
    call,
  );
}

/** Builds a query string; repeated values for lists, nothing for what is undefined. */
export function query(parameters: Record<string, string | number | boolean | string[] | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [String(value)]) search.append(name, one);
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
