import { Picker, PickerItem } from '@react-spectrum/s2/Picker';
import { SearchField } from '@react-spectrum/s2/SearchField';
import { useDeferredValue, useEffect, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';

/** What a list is narrowed to. It stands in the address, so that a link shows the same. */
export function useFilters() {
  const [parameters, setParameters] = useSearchParams();
  const get = (name: string) => parameters.get(name) ?? undefined;
  const set = (name: string, value: string | undefined) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return { get, set, isAny: parameters.size > 0, clear: () => setParameters({}, { replace: true }) };
}

export type Filters = ReturnType<typeof useFilters>;

/** A line of filters above a list. */
export function Toolbar({ children }: { children: ReactNode }) {
  return (
    <div className="list-tools" role="search">
      {children}
    </div>
  );
}

/** Finds by name. The API finds whole names only, so what is listed is searched here. */
export function Search({ filters, noun }: { filters: Filters; noun: string }) {
  return <SearchField aria-label={`Search ${noun}`} placeholder={`Search ${noun}`} value={filters.get('q') ?? ''} onChange={(text) => filters.set('q', text)} UNSAFE_style={{ width: 240 }} />;
}

const ALL = 'all';

/** One of several values, or all. */
export function Only({ filters, name, label, options }: { filters: Filters; name: string; label: string; options: [value: string, label: string][] }) {
  const items = [{ id: ALL, label: 'All' }, ...options.map(([id, text]) => ({ id, label: text }))];
  return (
    <Picker label={label} labelPosition="side" items={items} selectedKey={filters.get(name) ?? ALL} onSelectionChange={(key) => filters.set(name, key === ALL ? undefined : String(key))}>
      {(item) => <PickerItem id={item.id}>{item.label}</PickerItem>}
    </Picker>
  );
}

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Those of the items whose text has the words that are searched; while there are any words, all pages are read. */
export function useSearched<T>(items: T[], text: (item: T) => string, filters: Filters, pages?: Pages): T[] {
  const words = useDeferredValue((filters.get('q') ?? '').toLowerCase().trim()).split(/\s+/).filter(Boolean);
  const searches = words.length > 0;
  const more = searches && pages?.hasNextPage === true && !pages.isFetchingNextPage;
  useEffect(() => {
    if (more) void pages.fetchNextPage();
  }, [more, pages]);
  return searches ? items.filter((item) => words.every((word) => text(item).toLowerCase().includes(word))) : items;
}

/** In the order that a list's head asks for, such as "-updated"; for what the API gives unsorted. */
export function sorted<T>(items: T[], orderby: string, value: (item: T, field: string) => string | number | undefined): T[] {
  const field = orderby.replace(/^-/, '');
  const sign = orderby.startsWith('-') ? -1 : 1;
  return items.toSorted((a, b) => {
    const [x, y] = [value(a, field) ?? '', value(b, field) ?? ''];
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
  });
}
