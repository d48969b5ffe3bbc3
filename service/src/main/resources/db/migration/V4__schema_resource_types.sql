-- Classes, field groups and data types are kept beside schemas, told apart by the state column.
update documents set state = 'schemas' where kind = 'schema' and state is null;
