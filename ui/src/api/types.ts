/*
 * The nouns of the API as this interface uses them, kept by hand until they are generated from the
 * published OpenAPI file. Fields are those that the interface reads; the API may answer more.
 */
export * from './runTypes';

export interface Session {
  user: string;
  organisation: string;
  tenant: string;
  roles: string[];
  sandboxes: { name: string; title: string; type: string; isDefault: boolean }[];
  version: string;
}

/** What every stored thing has. Times are in milliseconds. */
export interface Stored {
  id: string;
  etag: string;
  createdAt: number;
  updatedAt: number;
  createdBy: string;
  updatedBy: string;
  name?: string;
  description?: string;
  state?: 'draft' | 'enabled' | 'disabled' | (string & {});
}

export interface Page<T> {
  items: T[];
  _links: { next?: { href: string } };
}

export interface SpecRef {
  id: string;
  version?: string;
}

export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  'meta:xdmType'?: string;
}

export interface AuthSpec {
  name: string;
  type: string;
  spec: JsonSchema;
}

export interface ConnectionSpec {
  id: string;
  name: string;
  version: string;
  authSpec?: AuthSpec[];
  sourceSpec?: {
    name?: string;
    type?: string;
    attributes?: {
      uiAttributes?: {
        isSource?: boolean;
        isBeta?: boolean;
        documentationLink?: string;
        category?: { key: string };
        icon?: { key: string };
        description?: { key: string };
        label?: { key: string };
      };
    };
  };
  exploreSpec?: { name?: string; type?: string };
  attributes?: {
    category?: string;
    connectorName?: string;
    description?: string;
    isSource?: boolean;
    available?: boolean;
    /** In a sentence, whether and how it works here. */
    status?: string;
    isSimulated?: boolean;
    isDraftModeSupported?: boolean;
  };
}

export interface FlowSpec {
  id: string;
  name: string;
  version: string;
  sourceConnectionSpecIds?: string[];
}

export interface Connection extends Stored {
  connectionSpec: SpecRef;
  auth?: { specName: string; params?: Record<string, unknown> };
}

export interface SourceConnection extends Stored {
  baseConnectionId: string;
  connectionSpec: SpecRef;
  data?: { format?: string };
  params?: { tableName?: string; path?: string; columns?: Column[] };
}

export interface TargetConnection extends Stored {
  connectionSpec: SpecRef;
  params?: { dataSetId?: string };
  data?: { schema?: { id: string; version?: string } };
}

export interface ScheduleParams {
  startTime?: number | string;
  frequency?: 'once' | 'minute' | 'hour' | 'day' | 'week';
  interval?: number | string;
  backfill?: boolean | string;
}

export interface Transformation {
  name: string;
  params: Record<string, unknown>;
}

export interface Flow extends Stored {
  flowSpec: SpecRef;
  sourceConnectionIds?: string[];
  targetConnectionIds?: string[];
  transformations?: Transformation[];
  scheduleParams?: ScheduleParams;
  options?: { errorDiagnosticsEnabled?: boolean; partialIngestionPercent?: number };
  inheritedAttributes?: {
    sourceConnections?: { id: string; connectionSpec: SpecRef; baseConnection?: { id: string; connectionSpec: SpecRef } }[];
    targetConnections?: { id: string; connectionSpec: SpecRef }[];
  };
  lastRunDetails?: { id: string; state: string; startedAtUTC?: number; completedAtUTC?: number };
}

/** What explore lists. */
export interface Item {
  type: 'table' | 'folder' | 'file' | (string & {});
  name: string;
  path: string;
  canPreview: boolean;
  canFetchSchema: boolean;
}

export interface Column {
  name: string;
  type: string;
  'meta:xdmType'?: string;
  xdm?: { type: string; format?: string };
}

export type Row = Record<string, unknown>;

/** What explore answers for one table. */
export interface TableView {
  format: string;
  schema: { columns: Column[] };
  data?: Row[];
}

export interface DataSet {
  name: string;
  description?: string;
  schemaRef?: { id: string; contentType: string };
  tags?: Record<string, string[]>;
  enableErrorDiagnostics?: boolean;
  created: number;
  updated: number;
  createdUser?: string;
  basePath?: string;
  /** Raised by each change; what If-Match takes. */
  version?: string;
  /** All labels of its fields, those of its schema among them; only where it is asked for by itself. */
  fieldLabels?: { field: string; labels: string[] }[];
  lastBatchId?: string;
  lastBatchStatus?: string;
  lastSuccessfulBatch?: string;
  lastFailedBatch?: string;
}

/** What one run brought into a data set. */
export interface Batch {
  status: string;
  started?: number;
  completed?: number;
  created: number;
  recordCount?: number;
  failedRecordCount?: number;
  size?: number;
  tags?: { flowId?: string[]; flowRunId?: string[] };
  errors?: { code: string; description?: string }[];
}

/** What the owner of a data set says of how it, and single fields of it, may be used. */
export interface Labels {
  labels: string[];
  optionalLabels: { option: { id: string; contentType?: string; schemaPath: string }; labels: string[] }[];
}

/** Catalog answers objects keyed by id. */
export type ById<T> = Record<string, T>;

export interface SchemaListed {
  $id: string;
  'meta:altId': string;
  title: string;
  version: string;
}

export interface Schema extends SchemaListed, JsonSchema {
  title: string;
  'meta:class'?: string;
  'meta:tenantNamespace'?: string;
  allOf?: { $ref?: string }[];
  /** Where it was asked for with them. */
  'meta:descriptors'?: Descriptor[];
}

/** What a field of a schema means. */
export interface Descriptor {
  '@type': string;
  'xdm:sourceProperty': string;
  'xdm:namespace'?: string;
  'xdm:isPrimary'?: boolean;
}

export interface MappingRule {
  sourceType?: 'ATTRIBUTE' | 'EXPRESSION' | (string & {});
  source?: string;
  destination?: string;
  sourceAttribute?: string;
  destinationXdmPath?: string;
}

export interface MappingSet {
  id?: string;
  version?: number;
  name?: string;
  xdmSchema?: string;
  outputSchema?: { schemaRef?: { id: string; contentType?: string } };
  mappings: MappingRule[];
}

export interface Verdict {
  status: 'SUCCESS' | 'FAILED' | (string & {});
  errors: { destination?: string; source?: string; exception: string }[];
}

export interface MappingPreview {
  data: Row[];
  /** `record` counts from 0; without it the problem is one of the rule and not of a row. */
  errors: { destination?: string; exception: string; record?: number }[];
}

export interface ListedFunction {
  category: string;
  function: string;
  description: string;
  syntax: string;
  returns: string;
  returnType: string;
  example: string;
  result: string;
  params: { name: string; description: string; type: string; dataType: string; position: number }[];
}
