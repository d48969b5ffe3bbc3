import { useState } from 'react';
import { CATALOG, DATASETS, type Call } from '../api/client';
import { useGet, useSend } from '../api/queries';
import type { DataSet, Labels } from '../api/types';
import { withLabels } from './schemaTree';

/** The labels of a data set and its fields, and how to change them. */
export function useLabels(id: string, dataSet: DataSet) {
  const path = `${DATASETS}/${id}/labels`;
  const asked = useGet<Record<string, Labels>>(path);
  const [changed, setChanged] = useState<string>();
  const send = useSend([path, `${CATALOG}/dataSets`]);
  const labels = asked.data && Object.values(asked.data)[0];
  const call = (wanted: Labels): Call => ({ method: 'PUT', path, ...(dataSet.version ? { etag: dataSet.version } : {}), body: { labels: wanted.labels, optionalLabels: wanted.optionalLabels } });
  return {
    labels,
    isPending: send.isPending,
    error: asked.error,
    /** Why the last change was refused, where it was made; without a pointer that is the data set. */
    refusalAt: (pointer: string | undefined) => (pointer === changed ? send.error : null),
    calls: [{ method: 'GET', path }, ...(labels ? [call(labels)] : [])] satisfies Call[],
    change(pointer: string | undefined, wanted: string[], onDone?: () => void) {
      setChanged(pointer);
      if (labels && dataSet.schemaRef) send.mutate(call(withLabels(labels, dataSet.schemaRef, pointer, wanted)), { onSuccess: onDone });
    },
  };
}
