package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.TributaryException;
import io.tributary.source.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  Table table() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of(ID, Field.Kind.NUMBER));
    columns.add(Column.of(CREATED, Field.Kind.DATE_TIME));
    columns.add(Column.of(UPDATED, Field.Kind.DATE_TIME));
    columns.add(Column.of(PORTAL, Field.Kind.NUMBER));
    columns.add(Column.of(ARCHIVED, Field.Kind.BOOLEAN));
    for (JsonNode property : client.get(connection, propertiesPath()).path("results")) {
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

  /** {@code hs_lead_status} is {@code Properties_Hs_Lead_Status_Value}. */
  static String columnName(String property) {
    StringBuilder name = new StringBuilder("Properties_");
    boolean start = true;
    for (int i = 0; i < property.length(); i++) {
      char c = property.charAt(i);
      name.append(start ? Character.toUpperCase(c) : c);
      start = c == '_';
    }
    return name.append("_Value").toString();
  }

  /**
   * The property behind a column, or null for a column that is none. HubSpot's property names have
   * no capitals.
   */
  static @Nullable String property(String column) {
    if (!column.startsWith("Properties_") || !column.endsWith("_Value")) {
      return null;
    }
    return column
        .substring("Properties_".length(), column.length() - "_Value".length())
        .toLowerCase(Locale.ROOT);
  }
}
