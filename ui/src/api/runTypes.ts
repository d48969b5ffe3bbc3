/* The nouns of runs; see types.ts. */
import type { Row, Stored } from './types';

export interface RecordSummary {
  inputRecordCount: number;
  outputRecordCount: number;
  createdRecordCount: number;
  updatedRecordCount: number;
  skippedRecordCount: number;
  failedRecordCount: number;
  deletedRecordCount: number;
  warningRecordCount: number;
}

export interface RunError {
  code: string;
  message: string;
  /** The field of the schema that it is about. */
  field?: string;
  details?: string;
  recordCount?: number;
}

export interface RunMetrics {
  durationSummary: { startedAtUTC?: number; completedAtUTC?: number };
  sizeSummary: { inputBytes: number; outputBytes: number };
  recordSummary: RecordSummary;
  fileSummary: { inputFileCount: number; outputFileCount: number; skippedFileCount: number; failedFileCount: number };
  statusSummary: {
    status: 'scheduled' | 'inProgress' | 'success' | 'partialSuccess' | 'failed' | (string & {});
    errors?: RunError[];
    extensions?: { errors?: RunError[] };
    percentCompleted?: number;
  };
}

export interface Activity {
  id: string;
  name: string;
  updatedAtUTC?: number;
  durationSummary?: { startedAtUTC?: number; completedAtUTC?: number };
  sizeSummary?: { inputBytes: number; outputBytes: number };
  recordSummary?: Partial<RecordSummary>;
  statusSummary?: RunMetrics['statusSummary'];
  fileSummary?: RunMetrics['fileSummary'];
  sourceInfo?: { id: string; type: string; reference?: { type: string; ids: string[] } }[];
  targetInfo?: { id: string; type: string; reference?: { type: string; ids: string[] } }[];
}

/** A rejected record: its columns, and why. */
export type RejectedRecord = Row & { _recordId: string; _errors: { code: string; message: string; column?: string }[] };

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

export interface FlowRun extends Stored {
  flowId: string;
  params?: { windowStartTime?: number; windowEndTime?: number };
  metrics: RunMetrics;
  activities?: Activity[];
}
