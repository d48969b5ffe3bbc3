-- Lists go by a column, then by age and id; an absent value is an empty one, so that every row has a place in each index.
update documents set
  name_key = coalesce(name_key, ''), state = coalesce(state, ''), spec_id = coalesce(spec_id, ''),
  parent_id = coalesce(parent_id, ''), source_id = coalesce(source_id, ''), target_id = coalesce(target_id, '')
where name_key is null or state is null or spec_id is null or parent_id is null or source_id is null or target_id is null;

drop index documents_updated;
drop index documents_name;
drop index documents_state;
drop index documents_spec;
drop index documents_parent;
drop index documents_source;
drop index documents_target;

create index documents_updated on documents (kind, org, sandbox, updated_at, created_at, id);
create index documents_name on documents (kind, org, sandbox, name_key, created_at, id);
create index documents_state on documents (kind, org, sandbox, state, created_at, id);
create index documents_spec on documents (kind, org, sandbox, spec_id, created_at, id);
create index documents_parent on documents (kind, org, sandbox, parent_id, created_at, id);
create index documents_source on documents (kind, org, sandbox, source_id, created_at, id);
create index documents_target on documents (kind, org, sandbox, target_id, created_at, id);
