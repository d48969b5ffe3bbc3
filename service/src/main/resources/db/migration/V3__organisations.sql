-- What belongs to an organisation as a whole is a document too, filed under the sandbox ''.
alter table organisations add column name text;
update organisations set name = tenant;
create unique index organisations_tenant on organisations (tenant);

insert into documents (kind, org, sandbox, id, etag, name_key, created_at, updated_at, created_by, updated_by,
  created_client, updated_client, sandbox_id, body)
select 'apiClient', org, '', client_id, '"1"', 'first client', 0, 0, 'tributary', 'tributary', 'tributary', 'tributary', '',
  '{"name":"First client","roles":["administrator"],"technicalAccount":"' || technical_account || '","secretVersion":1}'
from clients;
alter table clients drop column technical_account;

insert into documents (kind, org, sandbox, id, etag, name_key, created_at, updated_at, created_by, updated_by,
  created_client, updated_client, sandbox_id, body)
select 'sandbox', org, '', name, '"1"', name, 0, 0, 'tributary', 'tributary', 'tributary', 'tributary', '', body
from sandboxes;
drop table sandboxes;

-- Whoever may read the home is a user of its own organisation.
insert into documents (kind, org, sandbox, id, etag, name_key, created_at, updated_at, created_by, updated_by,
  created_client, updated_client, sandbox_id, body)
select 'user', org, '', 'owner@localhost', '"1"', 'owner of the home', 0, 0, 'tributary', 'tributary', 'tributary',
  'tributary', '',
  '{"email":"owner@localhost","name":"Owner of the home","roles":["administrator"]}'
from organisations where number = 0;
