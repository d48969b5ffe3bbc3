import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CATALOG, DATA_PREP, FLOW_SERVICE, send, type ApiError, type Call, type Caller } from '../api/client';
import { refresh, sourceName, useGet, useOne, useSources } from '../api/queries';
import { useHere } from '../api/session';
import type { ById, Connection, DataSet, Flow, MappingSet, Page, SourceConnection, TargetConnection } from '../api/types';

/*
 * A set-up in progress is a flow in the state "draft", on the server like everything else: it can be
 * left, and gone on with from another machine. It becomes a flow when it is published.
 */

export const STEPS = ['account', 'data', 'dataset', 'mapping', 'schedule', 'review'] as const;
export type Step = (typeof STEPS)[number];

/** What is known of a draft. Undefined is what has not been chosen yet, or is on its way. */
export function useDraft(flowId: string) {
  const flow = useOne<Flow>(`${FLOW_SERVICE}/flows/${flowId}`);
  const sourceId = flow.data?.sourceConnectionIds?.[0];
  const source = useOne<SourceConnection>(`${FLOW_SERVICE}/sourceConnections/${sourceId}`, { enabled: sourceId !== undefined });
  const accountId = source.data?.baseConnectionId;
  const account = useOne<Connection>(`${FLOW_SERVICE}/connections/${accountId}`, { enabled: accountId !== undefined });
  const targetId = flow.data?.targetConnectionIds?.[0];
  const target = useOne<TargetConnection>(`${FLOW_SERVICE}/targetConnections/${targetId}`, { enabled: targetId !== undefined });
  const dataSetId = target.data?.params?.dataSetId;
  const dataSets = useGet<ById<DataSet>>(`${CATALOG}/dataSets/${dataSetId}`, { enabled: dataSetId !== undefined });
  const params = flow.data?.transformations?.find(({ name }) => name === 'Mapping')?.params as { mappingId?: string; mappingVersion?: number | string } | undefined;
  const mappingSet = useGet<MappingSet>(`${DATA_PREP}/mappingSets/${params?.mappingId}?version=${params?.mappingVersion ?? 0}`, {
    enabled: params?.mappingId !== undefined,
  });
  const sources = useSources();
  const spec = sources.data?.find(({ id }) => id === source.data?.connectionSpec.id);
  const waits = (wanted: string | undefined, query: { data: unknown }) => wanted !== undefined && query.data === undefined;
  return {
    flow: flow.data,
    source: source.data,
    account: account.data,
    target: target.data,
    dataSetId,
    dataSet: dataSetId === undefined ? undefined : dataSets.data?.[dataSetId],
    mappingSet: mappingSet.data,
    spec,
    sourceName: spec ? sourceName(spec) : '',
    table: source.data?.params?.tableName ?? source.data?.params?.path,
    error: flow.error ?? source.error ?? account.error ?? target.error ?? dataSets.error ?? mappingSet.error,
    isPending:
      flow.isPending ||
      sources.isPending ||
      waits(sourceId, source) ||
      waits(accountId, account) ||
      waits(targetId, target) ||
      waits(dataSetId, dataSets) ||
      waits(params?.mappingId, mappingSet),
  };
}

export type Draft = ReturnType<typeof useDraft>;

/** Makes a call of the API. */
export type Send = <A>(call: Call) => Promise<A>;

/**
 * Carries several calls out, one after the other; then everything on the page is asked for again, and
 * only then the set-up goes on.
 */
export function useSteps<T>(work: (call: Send) => Promise<T>, onDone: (result: T) => void) {
  const { caller } = useHere();
  const client = useQueryClient();
  return useMutation<T, ApiError>({
    mutationFn: () => work((call) => send(caller, call)),
    onSuccess: async (result) => {
      await refresh(client, caller);
      onDone(result);
    },
    onError: () => refresh(client, caller),
  });
}

/** A change of a flow as its newest version, whatever happened to it meanwhile. */
export async function patchFlow(call: Send, id: string, values: Partial<Flow>) {
  const path = `${FLOW_SERVICE}/flows/${id}`;
  const current = (await call<Page<Flow>>({ method: 'GET', path })).items[0] as Flow;
  const body = Object.entries(values).map(([name, value]) => ({ op: 'add', path: `/${name}`, value }));
  return call<{ id: string; etag: string }>({ method: 'PATCH', path, etag: current.etag, body });
}

/** The transformations with one of them set, or without it. */
export function withTransformation(flow: Flow | undefined, name: string, params: Record<string, unknown> | undefined) {
  const others = (flow?.transformations ?? []).filter((one) => one.name !== name);
  return params === undefined ? others : name === 'Copy' ? [{ name, params }, ...others] : [...others, { name, params }];
}

/** Lets go of what a draft made and no longer wants; that something else uses it is no failure. */
export async function letGo(caller: Caller, ...paths: string[]) {
  for (const path of paths) await send(caller, { method: 'DELETE', path }).catch(() => undefined);
}
