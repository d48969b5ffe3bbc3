/* The nouns of runs; see types.ts. */
import type { Nouns } from './openapi';
import type { Row } from './types';

export type FlowRun = Nouns['StoredFlowRun'];

export type RunMetrics = FlowRun['metrics'];

export type RunError = RunMetrics['statusSummary']['errors'][number];

export type Activity = FlowRun['activities'][number];

/** A rejected record: its columns, and why. */
export type RejectedRecord = Row & { _recordId: string; _errors: { code: string; message: string; column?: string }[] };

/** What a run wrote down, and how many records its source told of. */
export type RunLog = Nouns['RunLog'];

/** What Data Access lists: files, in pages. */
export interface FileList<T> {
  data: T[];
  _page: { limit: number; count: number };
}

export interface LandedFile {
  dataSetFileId: string;
  records: string;
  size: string;
}
