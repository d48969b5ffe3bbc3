package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.AuditLine;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.ResourceType;
import io.tributary.model.TributaryException;
import io.tributary.store.AuditLog;
import java.util.List;

/**
 * What the schema registry does with resources beside keeping them: it makes rows of them, brings
 * them elsewhere, and tells what happened to them.
 */
public final class RegistryCalls {
  private static final int MOST_CHANGES = 500;

  private final Resources resources;
  private final SchemaLibrary library;
  private final SchemaExchange exchange;
  private final AuditLog log;

  public RegistryCalls(Resources resources, Sandboxes sandboxes, AuditLog log) {
    this.resources = resources;
    this.library = resources.library();
    this.exchange = new SchemaExchange(library, sandboxes);
    this.log = log;
  }

  /**
   * A row as the resource allows it.
   *
   * @param published whether fields have the names of published XDM, or those of rows
   */
  public ObjectNode sample(Caller caller, String id, boolean published) {
    JsonNode found = library.find(caller, id);
    if (found.isMissingNode()) {
      throw notFound(id);
    }
    ObjectNode composed = library.composed(caller, found);
    return SampleData.of(published ? PublishedNames.of(composed) : composed);
  }

  /** An organisation's resource behind those of its own that it refers to. */
  public List<ObjectNode> export(Caller caller, String id) {
    require(caller, id);
    return exchange.export(caller, id);
  }

  /** Creates what was exported elsewhere: all of it, or nothing. */
  public List<ObjectNode> importAll(Caller caller, JsonNode exported) {
    try {
      return resources.createAll(caller, exchange.read(caller, exported));
    } catch (TributaryException e) {
      throw e.code() == ErrorCode.XDM_IMPORT ? e : SchemaExchange.refused(e.text());
    }
  }

  /** The changes of an organisation's resource, the newest first. */
  public List<ObjectNode> history(Caller caller, String id, String requestId) {
    ObjectNode resource = require(caller, id);
    String altId = resource.path("meta:altId").asText();
    String hex = altId.substring(altId.lastIndexOf('.') + 1);
    AuditLine.Question question =
        new AuditLine.Question("schema", hex, null, null, null, null, MOST_CHANGES);
    return log.list(caller.org(), question).stream()
        .filter(line -> line.sandbox().equals(caller.sandbox()))
        .map(line -> ResourceChanges.told(caller, resource, line).put("requestId", requestId))
        .toList();
  }

  private ObjectNode require(Caller caller, String id) {
    return library.own(caller, id).orElseThrow(() -> notFound(id)).value();
  }

  private static TributaryException notFound(String id) {
    return Resources.notFound(ResourceType.SCHEMA, id);
  }
}
