-- One text for SQLite and PostgreSQL. What one filters or sorts by is a column, the rest is the document.
create table documents (
  kind text not null,
  org text not null,
  sandbox text not null,
  id text not null,
  etag text not null,
  name_key text,
  state text,
  spec_id text,
  parent_id text,
  source_id text,
  target_id text,
  created_at bigint not null,
  updated_at bigint not null,
  created_by text not null,
  updated_by text not null,
  created_client text not null,
  updated_client text not null,
  sandbox_id text not null,
  body text not null,
  primary key (kind, org, sandbox, id)
);
create index documents_created on documents (kind, org, sandbox, created_at, id);
create index documents_updated on documents (kind, org, sandbox, updated_at, id);
create index documents_name on documents (kind, org, sandbox, name_key, id);
create index documents_state on documents (kind, org, sandbox, state, created_at);
create index documents_spec on documents (kind, org, sandbox, spec_id, created_at);
create index documents_parent on documents (kind, org, sandbox, parent_id, created_at);
create index documents_source on documents (kind, org, sandbox, source_id, created_at);
create index documents_target on documents (kind, org, sandbox, target_id, created_at);

-- Work to be done: one row for the schedule of a flow (id = flow id), one for each run asked for (id = run id).
create table jobs (
  id text primary key,
  org text not null,
  sandbox text not null,
  sandbox_id text not null,
  flow_id text not null,
  run_id text,
  plan text,
  due_at bigint not null,
  lease_owner text,
  lease_until bigint,
  epoch bigint not null
);
create index jobs_due on jobs (due_at);
-- One active run per flow, whoever asks.
create unique index jobs_active on jobs (flow_id) where lease_owner is not null;

create table secrets (
  org text not null,
  sandbox text not null,
  connection_id text not null,
  field text not null,
  ciphertext text not null,
  primary key (org, sandbox, connection_id, field)
);

create table organisations (
  org text primary key,
  tenant text not null,
  number bigint not null -- in the order of their creation; the first is the home's own
);

create table sandboxes (
  org text not null,
  name text not null,
  id text not null,
  body text not null,
  primary key (org, name)
);

create table clients (
  client_id text primary key,
  org text not null,
  ciphertext text not null,
  technical_account text not null
);

-- Keys of the service itself, encrypted: what signs its tokens.
create table service_keys (
  name text primary key,
  ciphertext text not null
);
