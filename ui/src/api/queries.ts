import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { CATALOG, FLOW_SERVICE, query, send, type ApiError, type Call, type Caller } from './client';
import { useHere } from './session';
import type { ById, Connection, ConnectionSpec, DataSet, Flow, Page } from './types';

/*
 * Everything that the interface knows of the server lives in TanStack Query's cache, under the key
 * [sandbox, path]. There is no other store.
 */

export interface GetOptions {
  accept?: string;
  /** Ask again after so many milliseconds; false for never. */
  every?: number | false;
  enabled?: boolean;
  /** How long an answer counts as fresh, in milliseconds. */
  fresh?: number;
}

export const get = <T>(caller: Caller, path: string, options: GetOptions = {}) =>
  queryOptions<T, ApiError>({
    queryKey: [caller.sandbox, path, ...(options.accept ? [options.accept] : [])],
    queryFn: ({ signal }) => send<T>(caller, { method: 'GET', path, accept: options.accept }, signal),
    ...(options.fresh === undefined ? {} : { staleTime: options.fresh }),
  });

/** What a path answers. */
export function useGet<T>(path: string, options: GetOptions = {}) {
  const { caller } = useHere();
  return useQuery({
    ...get<T>(caller, path, options),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
  });
}

/** The one thing that a Flow Service path answers: the API wraps it in a list. */
export function useOne<T>(path: string, options: GetOptions & { whileTrue?: (one: T) => boolean } = {}) {
  const { caller } = useHere();
  return useQuery({
    ...get<Page<T>>(caller, path, options),
    enabled: options.enabled ?? true,
    refetchInterval: (q) => {
      const one = q.state.data?.items[0];
      return one && options.whileTrue?.(one) ? (options.every || 1000) : options.whileTrue ? false : (options.every ?? false);
    },
    select: (page) => page.items[0] as T,
  });
}

export interface ListQuery {
  /** Filters in the API's grammar, such as {@code state==enabled}; all must hold. */
  property?: string[];
  orderby?: string;
  limit?: number;
}

/** A Flow Service list, page after page as asked for. */
export const useList = <T>(resource: string, list: ListQuery = {}, options: GetOptions = {}) =>
  usePages<T>(`${FLOW_SERVICE}/${resource}`, { limit: list.limit ?? 100, orderby: list.orderby ?? '-createdAt', property: list.property }, options);

/** What a path lists, page after page as asked for. */
export function usePages<T>(path: string, parameters: Parameters<typeof query>[0], options: GetOptions = {}) {
  const { caller } = useHere();
  const result = useInfiniteQuery({
    queryKey: [caller.sandbox, path, 'pages', parameters],
    queryFn: ({ pageParam, signal }) =>
      send<Page<T>>(caller, { method: 'GET', path: path + (pageParam ?? query(parameters)) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => largePage(page._links.next?.href),
    placeholderData: keepPreviousData,
    // Who has scrolled on reads what there was: asking for all pages again would never end.
    refetchInterval: (q) => (q.state.data && q.state.data.pages.length > 1 ? false : (options.every ?? false)),
    enabled: options.enabled ?? true,
  });
  const { data } = result;
  // The same array as long as nothing has come: tables of thousands of rows are made anew for another one.
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return { ...result, error: result.error as ApiError | null, items };
}

const MOST = 500;

/** Who scrolls on wants a lot: the first page is small to be quick, the next ones are as large as may be. */
function largePage(href: string | undefined): string | null {
  if (href === undefined) return null;
  const search = new URLSearchParams(href.replace(/^[^?]*/, ''));
  search.set('limit', String(MOST));
  return `?${search}`;
}

/** How many there are. */
export function useCount(resource: string, property?: string[]) {
  const result = useGet<{ count: number }>(`${FLOW_SERVICE}/${resource}${query({ count: true, property })}`);
  return result.data?.count;
}

/**
 * Sends what changes something. Whatever is known of the named paths is asked for again afterwards;
 * without names, of everything in the sandbox.
 */
export function useSend<T = unknown>(changes?: string[]) {
  const { caller } = useHere();
  const client = useQueryClient();
  return useMutation<T, ApiError, Call>({
    mutationFn: (call) => send<T>(caller, call),
    onSuccess: () => refresh(client, caller, changes),
  });
}

/** Asks again for all that is known under the paths; who leaves the page anyway lets the next one ask. */
export function refresh(client: QueryClient, caller: Caller, paths?: string[], isLeaving = false) {
  return client.invalidateQueries({
    refetchType: isLeaving ? 'none' : 'active',
    predicate: ({ queryKey: [sandbox, path] }) =>
      sandbox === caller.sandbox &&
      typeof path === 'string' &&
      (paths === undefined || paths.some((changed) => path.startsWith(changed))),
  });
}

const HOUR = 3_600_000;

/** The sources that can be connected, those that work first, then by name. */
export function useSources() {
  const { caller } = useHere();
  return useQuery({
    ...get<Page<ConnectionSpec>>(caller, `${FLOW_SERVICE}/connectionSpecs?limit=1000`, { fresh: HOUR }),
    select: (page) =>
      page.items
        .filter((spec) => spec.attributes?.isSource ?? spec.sourceSpec?.attributes?.uiAttributes?.isSource)
        .sort((a, b) => Number(isAvailable(b)) - Number(isAvailable(a)) || sourceName(a).localeCompare(sourceName(b))),
  });
}

/** Whether this build can read from the source; those that say nothing can. */
export const isAvailable = (spec: ConnectionSpec) => spec.attributes?.available !== false;

/** The name that people know a source by. */
export function sourceName(spec: ConnectionSpec): string {
  return spec.attributes?.connectorName ?? spec.sourceSpec?.name ?? spec.name;
}

export const useAccounts = () => useList<Connection>('connections', { limit: 1000 });
export const useFlows = (every: number | false = false) => useList<Flow>('flows', { limit: 1000 }, { every });

const CATALOG_PAGE = 100;
const CATALOG_PAGES = 20;

/** All data sets, the newest first; Catalog gives a hundred at a time. */
export function useDataSets() {
  const { caller } = useHere();
  const path = `${CATALOG}/dataSets`;
  return useQuery<(DataSet & { id: string })[], ApiError>({
    queryKey: [caller.sandbox, path, 'all'],
    queryFn: async ({ signal }) => {
      const all: (DataSet & { id: string })[] = [];
      for (let page = 0; page < CATALOG_PAGES; page++) {
        const call: Call = { method: 'GET', path: path + query({ limit: CATALOG_PAGE, start: page * CATALOG_PAGE }) };
        const found = Object.entries(await send<ById<DataSet>>(caller, call, signal));
        all.push(...found.map(([id, dataSet]) => ({ id, ...dataSet })));
        if (found.length < CATALOG_PAGE) break;
      }
      return all.sort((a, b) => b.created - a.created);
    },
  });
}
