-- Most documents have no parent, source or target: each index less is a page less to write with every change.
drop index documents_parent;
drop index documents_source;
drop index documents_target;

create index documents_parent on documents (kind, org, sandbox, parent_id, created_at, id) where parent_id <> '';
create index documents_source on documents (kind, org, sandbox, source_id, created_at, id) where source_id <> '';
create index documents_target on documents (kind, org, sandbox, target_id, created_at, id) where target_id <> '';
