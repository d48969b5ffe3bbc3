-- Each line is asked for alone, and none may be run.
select * from read_csv('/etc/passwd')
select * from read_csv_auto('/etc/passwd')
select * from '/etc/passwd'
select * from "/etc/passwd"
select * from 'people.csv'
select * from read_parquet('/tmp/x.parquet')
select * from parquet_scan('/tmp/x.parquet')
select * from parquet_metadata('/tmp/x.parquet')
select * from parquet_schema('/tmp/x.parquet')
select * from parquet_kv_metadata('/tmp/x.parquet')
select * from read_text('/etc/passwd')
select read_text('/etc/passwd')
select * from read_blob('/dev/zero')
select * from read_json('/etc/passwd')
select * from read_ndjson_objects('/etc/passwd')
select * from sniff_csv('/etc/passwd')
select * from glob('/*')
select * from 'https://example.com/x.csv'
select * from 's3://bucket/x.parquet'
select (select content from read_text('/etc/passwd'))
select * from people, lateral (select * from glob('/*'))
select list_transform([1], lambda x: (select content from read_text('/etc/passwd')))
with x as materialized (select * from read_text('/etc/passwd')) select * from x
with recursive x as (select 1 union all select * from read_text('/etc/passwd')) select * from x
from (from (from read_csv('/etc/passwd')))
select 1 union all (select * from read_csv('/etc/passwd'))
select 1 order by (select content from read_text('/etc/passwd'))
select 1 limit (select count(*) from glob('/*'))
select 1 from range((select count(*) from glob('/*')))
select count(*) filter (where exists (from glob('/*')))
select sum(1) over (order by (select count(*) from glob('/*')))
pivot (from read_csv('/etc/passwd')) on a in (1) using count(*)
describe select * from read_csv('/etc/passwd')
summarize '/etc/passwd'
explain select * from read_csv('/etc/passwd')
explain analyze select * from people
explain copy (select 1) to '/tmp/x'
/* a word before */ explain analyze select 1
copy (select 1) to '/tmp/x'
copy people to '/tmp/x.parquet'
copy people from '/etc/passwd'
attach '/tmp/x.db'
attach ':memory:' as other
detach memory
install httpfs
load httpfs
load '/tmp/x.duckdb_extension'
force install httpfs from 'https://example.com'
update extensions
pragma database_list
pragma memory_limit='10GB'
select * from pragma_database_list
set threads = 8
set lock_configuration = false
set enable_external_access = true
set variable x = 1
reset all
select getvariable('x')
select getenv('HOME')
select current_setting('allowed_paths')
select system.main.current_setting('threads')
select main.current_setting('threads')
select * from duckdb_settings()
select * from duckdb_settings
select * from duckdb_views()
select * from duckdb_views
select * from duckdb_columns()
select * from duckdb_logs()
select * from duckdb_secrets()
select * from duckdb_extensions()
select * from duckdb_temporary_files()
select * from duckdb_external_file_cache()
select * from which_secret('a', 's3')
select * from sqlite_master
select * from information_schema.tables
select * from pg_catalog.pg_views
select * from pg_settings
select * from memory.main.people
select * from system.main.sqlite_master
select count(*) from (with sqlite_master as (select 1) select * from sqlite_master), sqlite_master
with a as (select * from pg_views), pg_views as (select 1 as x) select * from a
with a as (select * from "/etc/passwd"), "/etc/passwd" as (select 1) select * from a
select * from query('select 1')
select * from query_table('people')
select * from seq_scan('people')
select * from test_all_types()
select json_serialize_plan('select * from read_csv(''/etc/passwd'')')
select json_serialize_sql('select 1')
select * from json_execute_serialized_sql(json_serialize_sql('select 1'))
pragma json_execute_serialized_sql('{}')
call duckdb_settings()
select 1; select 2
select 1; drop view people
create table x as select 1
create view x as select 1
create temp macro f() as 1
create type mood as enum ('a')
create sequence s
create secret (type s3)
insert into people values (1)
update people set id = 1
delete from people
merge into people using people p on true when matched then delete
truncate people
drop view people
alter view people rename to others
comment on view people is 'x'
prepare p as select 1
execute p
deallocate p
begin
commit
checkpoint
vacuum
analyze
use memory
export database '/tmp/x'
import database '/tmp/x'
select nextval('s')
select setseed(0.5)
select sleep_ms(100000)
select pg_sleep(1000)
select write_log('x')
select stats(id) from people
select current_query()
select $1
select ?
select * from people at (version => 1)
show databases
show all tables
show variables
show tables from system
describe sqlite_master
