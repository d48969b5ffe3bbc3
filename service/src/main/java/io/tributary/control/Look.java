package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.SourceKind;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is asked while exploring.
 *
 * @param objectType {@code root folder file table rest}
 * @param object the path or the name of what is looked at; empty for the root
 * @param preview whether its first records are wanted too
 * @param filtered whether only some records are wanted
 * @param hints how a file is to be read, by the names of the parameters
 */
public record Look(
    String objectType,
    String object,
    boolean preview,
    boolean determineProperties,
    boolean filtered,
    Map<String, String> hints) {

  private static final List<String> OBJECT_TYPES =
      List.of("root", "folder", "file", "table", "rest");
  private static final Set<String> HINTS =
      Set.of("fileType", "columnDelimiter", "compressionType", "encoding");
  private static final Set<String> OTHERS =
      Set.of("objectType", "object", "preview", "determineProperties", "filters", "sourceParams");

  public Look {
    hints = Map.copyOf(hints);
  }

  /**
   * Reads query parameters, whose names the contract itself writes in more than one case. Empty
   * ones count as absent.
   */
  public static Look of(Map<String, String> parameters) {
    Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    parameters.forEach((name, value) -> put(given, name, value));
    requireKnown(given.keySet());
    Map<String, String> hints = new TreeMap<>();
    HINTS.stream().filter(given::containsKey).forEach(name -> hints.put(name, given.get(name)));
    String objectType = given.getOrDefault("objectType", "root").toLowerCase(Locale.ROOT);
    if (!OBJECT_TYPES.contains(objectType)) {
      throw new TributaryException(
          ErrorCode.OBJECT_TYPE_INVALID,
          "The objectType '" + objectType + "' is not valid. Use one of " + OBJECT_TYPES + ".");
    }
    requireReadable("filters", given.get("filters"));
    requireReadable("sourceParams", given.get("sourceParams"));
    return new Look(
        objectType,
        given.getOrDefault("object", ""),
        Boolean.parseBoolean(given.get("preview")),
        Boolean.parseBoolean(given.get("determineProperties")),
        given.containsKey("filters"),
        hints);
  }

  private static void put(Map<String, String> given, String name, String value) {
    // A delimiter may well be a blank or a tab.
    String text = name.equalsIgnoreCase("columnDelimiter") ? value : value.strip();
    if (!text.isEmpty()) {
      given.put(name, text);
    }
  }

  private static void requireKnown(Set<String> names) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(HINTS);
    known.addAll(OTHERS);
    for (String name : names) {
      if (!known.contains(name)) {
        throw new TributaryException(
            ErrorCode.QUERY_PARAMETER_UNKNOWN,
            "The query parameter '" + name + "' is unknown here. Known: " + known + ".");
      }
    }
  }

  /**
   * Base64, of either alphabet, of a JSON object. Guides encode it for the address twice; a plus
   * may have become a space on its way.
   */
  private static void requireReadable(String name, @Nullable String text) {
    if (text == null) {
      return;
    }
    try {
      String once = text.contains("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
      String plain = once.replace(' ', '+').replace('-', '+').replace('_', '/');
      byte[] bytes = Base64.getDecoder().decode(plain);
      if (!Json.mapper().readTree(new String(bytes, StandardCharsets.UTF_8)).isObject()) {
        throw unreadable(name, null);
      }
    } catch (IllegalArgumentException | IOException e) {
      throw unreadable(name, e);
    }
  }

  private static TributaryException unreadable(String name, @Nullable Exception cause) {
    return new TributaryException(
        ErrorCode.BASE_64_INVALID,
        "The parameter '" + name + "' cannot be read. Send a JSON object in Base64; e30= is {}.",
        cause);
  }

  /** Whether a place is looked at, with things in it, rather than a thing. */
  boolean isPlace() {
    return objectType.equals("root") || objectType.equals("folder");
  }

  /** Throws if a source of this specification cannot be asked so. */
  void check(ConnectionSpec spec) {
    List<String> allowed = new ArrayList<>();
    if (spec.exploreSpec() != null) {
      JsonNode types = spec.exploreSpec().at("/requestSpec/properties/objectType/enum");
      types.forEach(type -> allowed.add(type.asText()));
    }
    if (!allowed.contains(objectType)) {
      throw new TributaryException(
          ErrorCode.EXPLORE_UNSUPPORTED,
          allowed.isEmpty()
              ? spec.label() + " cannot be explored."
              : spec.label() + " has no objectType '" + objectType + "'. It has " + allowed + ".");
    }
    if (object.isEmpty() && !objectType.equals("root")) {
      throw new TributaryException(
          ErrorCode.EXPLORE_PARAMETER_REQUIRED,
          "The parameter 'object' is required for objectType="
              + objectType
              + ". objectType="
              + allowed.get(0)
              + " lists what there is.");
    }
    if (filtered) {
      throw new TributaryException(
          ErrorCode.FILTER_UNSUPPORTED, spec.label() + " does not filter. Leave out 'filters'.");
    }
    checkHints(spec);
  }

  private void checkHints(ConnectionSpec spec) {
    boolean files = spec.kind() == SourceKind.FILES;
    if (determineProperties && !files) {
      throw new TributaryException(
          ErrorCode.PROPERTIES_NOT_FOR_SPEC,
          spec.label() + " has no files whose properties could be determined.");
    }
    if (determineProperties && !hints.isEmpty()) {
      throw new TributaryException(
          ErrorCode.PROPERTIES_GIVEN,
          "determineProperties=true finds out what "
              + hints.keySet()
              + " say. Send one or the other.");
    }
    if (determineProperties) {
      throw new TributaryException(
          ErrorCode.PROPERTIES_UNSUPPORTED,
          "The properties of files are not determined here. Say them: "
              + new TreeSet<>(HINTS)
              + ".");
    }
    Delimiters.requireOne(hints.get("columnDelimiter"));
    String fileType = hints.get("fileType");
    if (files
        && fileType != null
        && !spec.kind().formats().contains(fileType.toLowerCase(Locale.ROOT))) {
      throw new TributaryException(
          ErrorCode.FILE_TYPE_INVALID,
          "The fileType '"
              + fileType
              + "' is not valid. Use one of "
              + spec.kind().formats()
              + ".");
    }
  }
}
