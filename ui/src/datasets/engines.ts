/** Where a table lies, as other engines have to be told. */
export interface Place {
  /** The home's file of metadata, with the Iceberg catalogue in it. */
  database: string;
  warehouse: string;
  /** tenant.sandbox.table */
  table: string;
  /** The table's own folder. */
  folder: string;
}

/** What the folder of a table says: <home>/warehouse/<tenant>/<sandbox>/<table>. */
export function placeOf(folder: string): Place {
  const steps = folder.replace(/\/$/, '').split('/');
  const [table = '', sandbox = '', tenant = ''] = steps.slice(-3).reverse();
  const warehouse = steps.slice(0, -3).join('/');
  return { folder, warehouse, database: `${warehouse.replace(/\/[^/]*$/, '')}/metadata.db`, table: `${tenant}.${sandbox}.${table}` };
}

/** A way to read a table from elsewhere: its name, what is needed, and texts to take along, each under what it is. */
export interface Engine {
  key: string;
  name: string;
  needs: string;
  texts: [title: string, text: string][];
}

/** With the true location, ready to be pasted. */
export function engines(place: Place): Engine[] {
  const { database, warehouse, table } = place;
  const [tenant, sandbox, name] = table.split('.');
  return [
    {
      key: 'duckdb',
      name: 'DuckDB',
      needs: 'Reads one state of the table, that of its newest metadata file. Ask for the file again to see what has landed since.',
      texts: [
        ['Find the newest metadata file', `sqlite3 ${database} \\\n  "select metadata_location from iceberg_tables where table_namespace = '${tenant}.${sandbox}' and table_name = '${name}'"`],
        ['In DuckDB', `INSTALL iceberg; LOAD iceberg;\nSELECT * FROM iceberg_scan('<the metadata file>') LIMIT 100;`],
      ],
    },
    {
      key: 'pyiceberg',
      name: 'PyIceberg',
      needs: 'pip install "pyiceberg[sql-sqlite,pyarrow]"',
      texts: [
        [
          'In Python',
          `from pyiceberg.catalog.sql import SqlCatalog\n\ncatalog = SqlCatalog("tributary", uri="sqlite:///${database}",\n                     warehouse="${warehouse}", init_catalog_tables="false")\ncatalog.load_table("${table}").scan(limit=100).to_arrow()`,
        ],
      ],
    },
    {
      key: 'spark',
      name: 'Spark',
      needs: 'iceberg-spark-runtime for your Spark, and org.xerial:sqlite-jdbc.',
      texts: [
        [
          'spark-defaults.conf',
          `spark.sql.catalog.tributary                      org.apache.iceberg.spark.SparkCatalog\nspark.sql.catalog.tributary.type                 jdbc\nspark.sql.catalog.tributary.uri                  jdbc:sqlite:${database}\nspark.sql.catalog.tributary.jdbc.schema-version  V1\nspark.sql.catalog.tributary.warehouse            ${warehouse}`,
        ],
        ['In Spark SQL', `SELECT * FROM tributary.${table} LIMIT 100;`],
      ],
    },
    {
      key: 'trino',
      name: 'Trino',
      needs: 'Trino has no driver for SQLite: it reads the tables of a Tributary that keeps its metadata in PostgreSQL.',
      texts: [
        [
          'etc/catalog/tributary.properties',
          `connector.name=iceberg\niceberg.catalog.type=jdbc\niceberg.jdbc-catalog.catalog-name=tributary\niceberg.jdbc-catalog.driver-class=org.postgresql.Driver\niceberg.jdbc-catalog.connection-url=jdbc:postgresql://<host>/<database>\niceberg.jdbc-catalog.connection-user=<user>\niceberg.jdbc-catalog.connection-password=<password>\niceberg.jdbc-catalog.default-warehouse-dir=${warehouse}\nfs.hadoop.enabled=true`,
        ],
        ['In Trino', `SELECT * FROM tributary."${tenant}.${sandbox}".${name} LIMIT 100;`],
      ],
    },
  ];
}
