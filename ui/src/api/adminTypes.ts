/* The nouns of those who administer; see types.ts. */
import type { Row, Stored } from './types';

export interface Role {
  id: string;
  title: string;
  description: string;
}

export interface User extends Stored {
  email: string;
  roles: string[];
}

export interface ApiClient extends Stored {
  roles: string[];
  technicalAccount: string;
}

/** The one answer that has a client's secret in it. */
export interface Issued {
  clientId: string;
  clientSecret: string;
  technicalAccount: string;
}

export interface Organisation {
  id: string;
  name: string;
  tenant: string;
}

export interface Sandbox {
  id: string;
  name: string;
  title: string;
  state: string;
  type: string;
  isDefault: boolean;
  createdDate: string;
  createdBy: string;
}

/** One change, as the audit log has it. */
export interface AuditLine {
  number: number;
  at: number;
  user: string;
  client: string;
  sandbox?: string;
  verb: string;
  noun: string;
  id: string;
  before?: Row | null;
  after?: Row | null;
  hash: string;
}

export interface Verdict {
  intact: boolean;
  lines: number;
  hash: string;
  brokenAt?: number | null;
  reason?: string | null;
}
