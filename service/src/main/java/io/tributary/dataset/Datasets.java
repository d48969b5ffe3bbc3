package io.tributary.dataset;

import io.tributary.model.Field;
import io.tributary.model.TableFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * The tables of a warehouse: Iceberg, format 2, Parquet with zstd; the catalogue lies in the
 * metadata database.
 */
public final class Datasets implements AutoCloseable {
  /** The catalogue's name, as it stands in the database for other engines. */
  public static final String CATALOG = "tributary";

  private static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION,
          "2",
          TableProperties.PARQUET_COMPRESSION,
          "zstd",
          TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES,
          Integer.toString(16 << 20),
          TableProperties.PARQUET_PAGE_SIZE_BYTES,
          Integer.toString(256 << 10),
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED,
          "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX,
          "20",
          TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX + TableSchema.SOURCE,
          "full",
          TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX + TableSchema.RECORD_ID,
          "full",
          TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX + TableSchema.CHANGED_AT,
          "full");

  private final ConcurrentMap<TableIdentifier, Lock> turns = new ConcurrentHashMap<>();
  private final Layout layout = new Layout();
  private final JdbcCatalog catalog;
  private final Path warehouse;

  /**
   * @param url the JDBC URL of the metadata database
   * @param connection properties of its connections: {@code user}, {@code password}, or SQLite's
   *     settings
   */
  public Datasets(Path warehouse, String url, Map<String, String> connection) {
    this.warehouse = warehouse;
    this.catalog = new JdbcCatalog(properties -> new LocalFiles(), null, true);
    Map<String, String> properties = new HashMap<>();
    properties.put(CatalogProperties.URI, url);
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, warehouse.toString());
    properties.put("jdbc.schema-version", "V1");
    connection.forEach((key, value) -> properties.put(JdbcCatalog.PROPERTY_PREFIX + key, value));
    catalog.initialize(CATALOG, properties);
  }

  public Path warehouse() {
    return warehouse;
  }

  /**
   * Creates a table for a data set.
   *
   * @param wish the data set's name; made a table name of letters, digits and underscores, and
   *     numbered if taken
   * @return the name that it got
   */
  public synchronized String create(String tenant, String sandbox, String wish, Field schema) {
    Namespace namespace = namespace(tenant, sandbox);
    if (!catalog.namespaceExists(namespace)) {
      try {
        catalog.createNamespace(namespace);
      } catch (AlreadyExistsException e) {
        // Somebody else was as quick.
      }
    }
    String stem = slug(wish);
    for (int i = 1; ; i++) {
      String name = i == 1 ? stem : stem + "_" + i;
      try {
        catalog.createTable(
            TableIdentifier.of(namespace, name), TableSchema.of(schema), null, PROPERTIES);
        return name;
      } catch (AlreadyExistsException e) {
        // Taken; the next number is tried.
      }
    }
  }

  public Dataset open(String tenant, String sandbox, String table) {
    TableIdentifier identifier = TableIdentifier.of(namespace(tenant, sandbox), table);
    Lock turn = turns.computeIfAbsent(identifier, any -> new ReentrantLock());
    return new Dataset(catalog, identifier, turn);
  }

  /** The name of the table that holds what was rejected on the way to another. */
  public static String rejected(String table) {
    return table + Quarantine.SUFFIX;
  }

  /** How the rows that a table holds now can be read without knowing the table format. */
  public TableFiles files(String tenant, String sandbox, String table) {
    TableIdentifier identifier = TableIdentifier.of(namespace(tenant, sandbox), table);
    return isUnused(identifier)
        ? new TableFiles(Layout.columns(Quarantine.SCHEMA), List.of(), List.of())
        : layout.of(catalog.loadTable(identifier));
  }

  /** The columns that a table has now. */
  public List<TableFiles.Column> columns(String tenant, String sandbox, String table) {
    TableIdentifier identifier = TableIdentifier.of(namespace(tenant, sandbox), table);
    return Layout.columns(
        isUnused(identifier) ? Quarantine.SCHEMA : catalog.loadTable(identifier).schema());
  }

  /** Rejected records get a table with the first of them. */
  private boolean isUnused(TableIdentifier identifier) {
    return identifier.name().endsWith(Quarantine.SUFFIX) && !catalog.tableExists(identifier);
  }

  /** Where a table's files lie. */
  public String location(String tenant, String sandbox, String table) {
    return folder(namespace(tenant, sandbox), table).toString();
  }

  private Path folder(Namespace namespace, String table) {
    return folder(namespace).resolve(table);
  }

  private Path folder(Namespace namespace) {
    Path folder = warehouse;
    for (String level : namespace.levels()) {
      folder = folder.resolve(level);
    }
    return folder;
  }

  /**
   * Removes a table, its rejected records, and everything that lies in their folders. Nobody may
   * take the name before the folders are gone.
   */
  public synchronized void drop(String tenant, String sandbox, String table) {
    Namespace namespace = namespace(tenant, sandbox);
    for (String name : List.of(table, table + Quarantine.SUFFIX)) {
      catalog.dropTable(TableIdentifier.of(namespace, name), false);
      LocalFiles.deleteFolder(folder(namespace, name));
    }
  }

  /** Removes all tables of a sandbox, and everything that lies in its folder. */
  public synchronized void dropAll(String tenant, String sandbox) {
    Namespace namespace = namespace(tenant, sandbox);
    if (catalog.namespaceExists(namespace)) {
      catalog.listTables(namespace).forEach(table -> catalog.dropTable(table, false));
      catalog.dropNamespace(namespace);
    }
    LocalFiles.deleteFolder(folder(namespace));
  }

  private static Namespace namespace(String tenant, String sandbox) {
    return Namespace.of(slug(tenant), slug(sandbox));
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    String cut = slug.length() > 100 ? slug.substring(0, 100) : slug;
    return cut.isEmpty() ? "dataset" : Character.isDigit(cut.charAt(0)) ? "t_" + cut : cut;
  }

  @Override
  public void close() {
    catalog.close();
  }
}
