package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.TributaryException;
import io.tributary.source.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One kind of CRM object as a table. Columns keep the names by which Adobe's connector knows them:
 * {@code Vid}, {@code Added_At}, and {@code Properties_Firstname_Value} for the property {@code
 * firstname}.
 */
final class Crm {
  static final String ID = "Vid";
  static final String CREATED = "Added_At";
  static final String UPDATED = "Updated_At";
  static final String PORTAL = "Portal_Id";
  static final String ARCHIVED = "Archived";

  /** The largest page that lists and batches have. */
  static final int LIMIT = 100;

  private static final int SMALLEST_PAGE = 10;
  private static final String PREFIX = "Properties_";
  private static final String SUFFIX = "_Value";

  private static final Map<String, String> OBJECTS = new LinkedHashMap<>();

  static {
    OBJECTS.put("Hubspot.Contacts", "contacts");
    OBJECTS.put("Hubspot.Companies", "companies");
    OBJECTS.put("Hubspot.All_Deals", "deals");
  }

  private final Client client;
  private final Connection connection;
  private final String tableName;
  private final String object;

  private Crm(Client client, Connection connection, String tableName, String object) {
    this.client = client;
    this.connection = connection;
    this.tableName = tableName;
    this.object = object;
  }

  static List<String> tables() {
    return List.copyOf(OBJECTS.keySet());
  }

  static Crm of(Client client, Connection connection, String table) {
    String object = OBJECTS.get(table);
    if (object == null) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "HubSpot has no table '" + table + "'. There are: " + tables() + ".");
    }
    return new Crm(client, connection, table, object);
  }

  /** The path of the object's resource, such as {@code /crm/objects/2026-03/contacts}. */
  String path() {
    return client.version().startsWith("v")
        ? "/crm/" + client.version() + "/objects/" + object
        : "/crm/objects/" + client.version() + "/" + object;
  }

  /** The property that moves when a record changes. */
  String modifiedProperty() {
    return object.equals("contacts") ? "lastmodifieddate" : "hs_lastmodifieddate";
  }

  /** The account's number. */
  long portalId() {
    return client.portalId(connection);
  }

  JsonNode get(String path) {
    return client.get(connection, path);
  }

  <T> T call(IntFunction<Client.Call> calls, Wire.Reader<T> reader) {
    return client.call(connection, calls, reader);
  }

  /** Searches; for fewer records where HubSpot finds them too many to answer. */
  <T> T search(Search search, int limit, Wire.Reader<T> reader) {
    return call(
        heavy ->
            new Client.Call(
                path() + "/search",
                search.body(Math.max(Math.min(limit, SMALLEST_PAGE), limit >> heavy), 0)),
        reader);
  }

  /** The record at an offset of what a search finds, and how many it finds in all. */
  JsonNode searchOne(Search search, int offset) {
    return client.post(connection, path() + "/search", search.body(1, offset));
  }

  /** Names for the query of a request, with plain commas between them: HubSpot's edge counts. */
  static String encoded(List<String> names) {
    return names.stream()
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
        .collect(Collectors.joining(","));
  }

  Table table() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of(ID, Field.Kind.NUMBER));
    columns.add(Column.of(CREATED, Field.Kind.DATE_TIME));
    columns.add(Column.of(UPDATED, Field.Kind.DATE_TIME));
    columns.add(Column.of(PORTAL, Field.Kind.NUMBER));
    columns.add(Column.of(ARCHIVED, Field.Kind.BOOLEAN));
    JsonNode properties = get(propertiesPath()).path("results");
    if (!properties.isArray()) {
      throw new TributaryException(
          ErrorCode.PROVIDER_FAILED, "HubSpot did not list the properties of its " + object + ".");
    }
    for (JsonNode property : properties) {
      columns.add(
          Column.of(
              columnName(property.path("name").asText()), kind(property.path("type").asText())));
    }
    return new Table(tableName, columns, ID, UPDATED);
  }

  private String propertiesPath() {
    return client.version().startsWith("v")
        ? "/crm/" + client.version() + "/properties/" + object
        : "/crm/properties/" + client.version() + "/" + object;
  }

  private static Field.Kind kind(String type) {
    return switch (type) {
      case "number" -> Field.Kind.NUMBER;
      case "bool" -> Field.Kind.BOOLEAN;
      case "date" -> Field.Kind.DATE;
      case "datetime" -> Field.Kind.DATE_TIME;
      default -> Field.Kind.STRING;
    };
  }

  /**
   * {@code hs_lead_status} is {@code Properties_Hs_Lead_Status_Value}. Each word's first letter
   * changes its case, so that every name has a column of its own and {@link #property} finds back.
   */
  static String columnName(String property) {
    return PREFIX + toggled(property) + SUFFIX;
  }

  /** The property behind a column, or null for a column that is none. */
  static @Nullable String property(String column) {
    if (!column.startsWith(PREFIX)
        || !column.endsWith(SUFFIX)
        || column.length() <= PREFIX.length() + SUFFIX.length()) {
      return null;
    }
    return toggled(column.substring(PREFIX.length(), column.length() - SUFFIX.length()));
  }

  private static String toggled(String name) {
    StringBuilder toggled = new StringBuilder(name);
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (start && letter) {
        toggled.setCharAt(i, (char) (c ^ ' '));
      }
      start = c == '_';
    }
    return toggled.toString();
  }
}
