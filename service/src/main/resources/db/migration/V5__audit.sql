-- Who changed what: each line carries the hash of the one before it. Lines are added and never changed.
create table audit_lines (
  org text not null,
  number bigint not null, -- 1, 2, 3 … within the organisation
  sandbox text not null,
  changed_at bigint not null,
  changed_by text not null,
  changed_client text not null,
  verb text not null,
  noun text not null,
  noun_id text not null,
  before_body text,
  after_body text,
  previous_hash text not null,
  hash text not null,
  primary key (org, number)
);
create index audit_lines_noun on audit_lines (org, noun, noun_id, number);

-- The last line of each organisation. Who adds one holds this row meanwhile.
create table audit_heads (
  org text primary key,
  number bigint not null,
  hash text not null
);
