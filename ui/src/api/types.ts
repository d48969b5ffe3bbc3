/*
 * The nouns of the API as this interface uses them. Those that the service describes are made from its
 * description, in openapi.ts; the others are kept by hand. The API may answer more.
 */
import type { Nouns } from './openapi';

export * from './runTypes';

/** Where the description says less than what is always so. */
type Always<T, K extends keyof T> = T & Required<Pick<T, K>>;

/** What every stored thing has. Times are in milliseconds. */
export type Stored = Nouns['Stored'] & Pick<Nouns['Connection'], 'name' | 'description' | 'state'>;

export type SpecRef = Nouns['SpecReference'];

export interface AuthSpec {
  name: string;
  type: string;
  spec: JsonSchema;
}

export type ConnectionSpec = Always<Omit<Nouns['ConnectionSpec'], 'authSpec' | 'sourceSpec'>, 'id' | 'name' | 'version'> & {
  authSpec?: AuthSpec[];
  sourceSpec?: { name?: string; type?: string; attributes?: { uiAttributes?: { isSource?: boolean; isBeta?: boolean; documentationLink?: string } } };
};

export type FlowSpec = Always<Nouns['FlowSpec'], 'id' | 'name' | 'version'>;

export type Connection = Always<Nouns['StoredConnection'], 'connectionSpec'>;

export type SourceConnection = Always<Nouns['StoredSourceConnection'], 'baseConnectionId' | 'connectionSpec'>;

export type TargetConnection = Always<Nouns['StoredTargetConnection'], 'connectionSpec'>;

export type ScheduleParams = Omit<NonNullable<Nouns['Flow']['scheduleParams']>, 'frequency'> & { frequency?: 'once' | 'minute' | 'hour' | 'day' | 'week' };

export type Transformation = NonNullable<Nouns['Flow']['transformations']>[number];

export type Flow = Always<Omit<Nouns['StoredFlow'], 'scheduleParams'>, 'flowSpec'> & { scheduleParams?: ScheduleParams };

/** With what Catalog says of it besides. */
export type DataSet = Always<Nouns['DataSet'], 'name'> & {
  created: number;
  updated: number;
  createdUser?: string;
  basePath?: string;
  /** Raised by each change; what If-Match takes. */
  version?: string;
  /** All labels of its fields, those of its schema among them; only where it is asked for by itself. */
  fieldLabels?: { field: string; labels: string[] }[];
};

export type MappingSet = Always<Nouns['MappingSet'], 'mappings'> & { id?: string };

export type MappingRule = MappingSet['mappings'][number];

export interface Session {
  user: string;
  organisation: string;
  tenant: string;
  roles: string[];
  sandboxes: { name: string; title: string; type: string; isDefault: boolean }[];
  version: string;
}

export interface Page<T> {
  items: T[];
  _links: { next?: { href: string } };
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

/** What one run brought into a data set. */
export interface Batch {
  status: string;
  started?: number;
  completed?: number;
  created: number;
  recordCount?: number;
  failedRecordCount?: number;
  size?: number;
  tags?: { flowId?: string[]; flowRunId?: string[]; undoneAt?: string[]; undoneBy?: string[] };
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
