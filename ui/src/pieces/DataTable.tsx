import { Cell, Column, Row, TableBody, TableHeader, TableView, type SortDescriptor } from '@react-spectrum/s2/TableView';
import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { Problem } from './Problem';
import { hasRoom, useRoom, type Room } from './useRoom';

/** A column of a {@link DataTable}. Numbers stand at the end of their column, in figures of one width. */
export interface TableColumn<T> {
  key: string;
  name: string;
  /** Whether the name is for screen readers only, as over buttons. */
  isNameless?: boolean;
  cell: (item: T) => ReactNode;
  /** The text that stands for the cell, for screen readers and type-ahead; the first column names its row. */
  text?: (item: T) => string;
  align?: 'start' | 'end';
  /** Such as "2fr" or 120; "1fr" where nothing is said. */
  width?: number | `${number}fr` | `${number}%`;
  minWidth?: number;
  /** The least room in which it is shown; in all where nothing is said. */
  room?: Room;
  /** The field that the API sorts by, such as createdAt; without one the column cannot be sorted. */
  sort?: string;
}

/** What a column keeps on a phone. */
const NARROWEST = 130;

/**
 * A list of things, drawn only as far as it is seen, so that ten thousand rows scroll smoothly.
 * Sorting is the API's: `orderby` is its word, such as "-createdAt".
 */
export function DataTable<T extends { id: string }>(props: {
  label: string;
  columns: TableColumn<T>[];
  items: T[];
  state: { isPending?: boolean; isFetchingNextPage?: boolean; hasNextPage?: boolean; fetchNextPage?: () => unknown; isFetchNextPageError?: boolean; error?: unknown; refetch?: () => unknown };
  /** What stands there when there is nothing. */
  empty: ReactNode;
  orderby?: string;
  onOrderby?: (orderby: string) => void;
  /** Where a row leads. */
  href?: (item: T) => string;
  /** What a row does when it leads nowhere. */
  onOpen?: (item: T) => void;
  /** In pixels; by default as high as the rows, up to most of the window. */
  height?: number;
}) {
  const { items, state, orderby } = props;
  const room = useRoom();
  const columns = useMemo(
    () => props.columns.filter((column) => hasRoom(room, column.room)).map((column) => ({ ...column, id: column.key })),
    [props.columns, room],
  );
  // One function for good: every row, seen or not, is drawn anew for another one, as for another loading state.
  const latest = useRef(state);
  latest.current = state;
  const loadMore = useCallback(() => {
    const { hasNextPage, isFetchingNextPage, error, fetchNextPage } = latest.current;
    if (hasNextPage && !isFetchingNextPage && !error) fetchNextPage?.();
  }, []);
  const retry = state.isFetchNextPageError ? state.fetchNextPage : state.refetch;
  const problem = state.error ? <Problem error={state.error} retry={retry && (() => void retry())} /> : null;
  // What has been read stays, also when more of it cannot be had.
  if (problem && items.length === 0) return problem;
  if (!state.isPending && items.length === 0) return <>{props.empty}</>;
  const sorted = columns.find((column) => column.sort && column.sort === orderby?.replace(/^[+-]/, ''));
  const sortedBy: SortDescriptor | undefined = sorted && {
    column: sorted.key,
    direction: orderby?.startsWith('-') ? 'descending' : 'ascending',
  };
  const openRow = (key: unknown) => {
    const item = items.find(({ id }) => id === key);
    if (item) props.onOpen?.(item);
  };
  const rows = state.isPending ? 5 : items.length;
  return (
    <>
      <TableView
        aria-label={props.label}
        UNSAFE_className="table"
        UNSAFE_style={{ height: props.height ?? `min(${36 + rows * 48}px, max(60vh, 360px))` }}
        density="spacious"
        isQuiet
        loadingState={state.isPending ? 'loading' : 'idle'}
        onLoadMore={loadMore}
        {...(props.onOpen ? { onAction: (key) => openRow(key) } : {})}
        {...(sortedBy ? { sortDescriptor: sortedBy } : {})}
        onSortChange={({ column, direction }) => {
          const field = columns.find(({ key }) => key === column)?.sort;
          if (field) props.onOrderby?.((direction === 'descending' ? '-' : '') + field);
        }}
      >
        <TableHeader columns={columns}>
          {(column) => (
            <Column
              isRowHeader={column.key === columns[0]?.key}
              align={column.align ?? 'start'}
              width={column.width ?? '1fr'}
              minWidth={room === 'little' ? Math.min(column.minWidth ?? 96, NARROWEST) : (column.minWidth ?? 96)}
              allowsSorting={column.sort !== undefined && props.onOrderby !== undefined}
            >
              {column.isNameless ? <span className="unseen">{column.name}</span> : column.name}
            </Column>
          )}
        </TableHeader>
        <TableBody items={items} dependencies={[columns]}>
          {(item) => (
            <Row columns={columns} {...(props.href ? { href: props.href(item) } : {})}>
              {(column) => (
                <Cell align={column.align ?? 'start'} textValue={column.text?.(item) ?? column.name}>
                  {(props.href || props.onOpen) && column.key === columns[0]?.key ? <strong className="table-name">{column.cell(item)}</strong> : column.cell(item)}
                </Cell>
              )}
            </Row>
          )}
        </TableBody>
      </TableView>
      <p className="table-more" role="status">
        {state.isFetchingNextPage && <span>Loading more…</span>}
      </p>
      {problem}
    </>
  );
}
