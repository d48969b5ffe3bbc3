package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form in which the schema registry is to answer, as the Accept header names it: {@code
 * application/vnd.adobe.xed-full-notext+json; version=1}.
 *
 * @param published whether names are those of published XDM ({@code xdm}) or those of rows ({@code
 *     xed})
 * @param options what stands behind the dashes
 */
record XdmForm(boolean published, Set<String> options, @Nullable String version) {
  private static final Pattern HEADER =
      Pattern.compile(
          "application/vnd\\.adobe\\.(xed|xdm)((?:-[a-z0-9]+)*)\\+json(?:\\s*;\\s*version\\s*=\\s*\"?([0-9.]+)\"?)?");
  private static final Set<Set<String>> OF_LISTS = Set.of(Set.of(), Set.of("id"), Set.of("notext"));

  /**
   * In any combination; deprecated fields are shown, and marked, whether they are asked for or not.
   */
  private static final Set<String> OF_ONE = Set.of("full", "notext", "desc", "deprecated", "flat");

  private static final Set<Set<String>> OF_DESCRIPTORS =
      Set.of(
          Set.of(),
          Set.of("id"),
          Set.of("link"),
          Set.of("v2"),
          Set.of("v2", "id"),
          Set.of("v2", "link"));
  private static final List<String> SUMMARY = List.of("$id", "meta:altId", "version", "title");

  /** The form of a list; lists know no versions. */
  static XdmForm ofList(Context ctx) {
    return read(
        ctx,
        ErrorCode.XDM_ACCEPT_LIST,
        "application/vnd.adobe.{xed|xdm}+json",
        form -> form.version() == null && OF_LISTS.contains(form.options()));
  }

  static XdmForm ofOne(Context ctx) {
    return read(
        ctx,
        ErrorCode.XDM_ACCEPT,
        "application/vnd.adobe.{xed|xdm}+json; version=1 (Version should be specified)",
        form ->
            form.version() != null
                && (!form.has("flat") || form.has("full"))
                && (form.options().equals(Set.of("id")) || OF_ONE.containsAll(form.options())));
  }

  static XdmForm ofDescriptors(Context ctx) {
    return read(
        ctx,
        ErrorCode.XDM_ACCEPT_DESCRIPTORS,
        "application/vnd.adobe.xdm-id+json",
        form ->
            form.version() == null && form.published() && OF_DESCRIPTORS.contains(form.options()));
  }

  /** Descriptors have one form, which need not be named; but another one must not be. */
  static void requireDescriptor(Context ctx) {
    if (header(ctx).contains("vnd.adobe.")) {
      read(
          ctx,
          ErrorCode.XDM_ACCEPT_DESCRIPTOR,
          "application/vnd.adobe.xdm+json",
          form -> form.version() == null && form.published() && form.options().isEmpty());
    }
  }

  private static XdmForm read(
      Context ctx, ErrorCode refusal, String example, Predicate<XdmForm> fits) {
    Matcher matcher = HEADER.matcher(header(ctx));
    if (matcher.matches()) {
      String options = matcher.group(2);
      XdmForm form =
          new XdmForm(
              matcher.group(1).equals("xdm"),
              options.isEmpty() ? Set.of() : distinct(options.substring(1).split("-", -1)),
              matcher.group(3));
      if (fits.test(form)) {
        return form;
      }
    }
    throw new TributaryException(
        refusal,
        "The supplied Accept header is not valid: "
            + header(ctx)
            + " - A valid Accept value should look like "
            + example);
  }

  private static Set<String> distinct(String[] options) {
    return Set.copyOf(List.of(options));
  }

  private static String header(Context ctx) {
    String header = ctx.header("Accept");
    return header == null ? "" : header.strip();
  }

  boolean has(String option) {
    return options.contains(option);
  }

  /** Only the newest minor version of a resource is kept; the major one stands for it. */
  void requireVersion(JsonNode resource) {
    String newest = resource.path("version").asText();
    if (version != null && !version.equals("1") && !version.equals(newest)) {
      throw new TributaryException(
          ErrorCode.XDM_VERSION,
          "The resource has no version " + version + ". Ask for 1; the newest is " + newest + ".");
    }
  }

  /** The resource with as much of it as the form shows. */
  ObjectNode show(ObjectNode resource) {
    if (has("id")) {
      return resource.deepCopy().retain(SUMMARY);
    }
    ObjectNode shown = has("flat") ? flat(resource) : resource;
    return has("notext") ? withoutTexts(shown.deepCopy()) : shown;
  }

  /**
   * Each field under its whole path, {@code person/name/firstName}; lists are fields as they are.
   */
  private static ObjectNode flat(ObjectNode resource) {
    ObjectNode flat = resource.deepCopy();
    flattened(resource, "", flat.putObject("properties"));
    return flat;
  }

  private static void flattened(JsonNode schema, String before, ObjectNode into) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String path = before + property.getKey();
      if (property.getValue().path("properties").isEmpty()) {
        into.set(path, property.getValue());
      } else {
        flattened(property.getValue(), path + "/", into);
      }
    }
  }

  /** Takes away titles and descriptions, but not fields of these names. */
  private static ObjectNode withoutTexts(ObjectNode schema) {
    schema.remove(List.of("title", "description", "examples"));
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String name = member.getKey();
      if (name.equals("properties") || name.equals("definitions")) {
        member.getValue().forEach(XdmForm::withoutTextsInside);
      } else if (name.equals("items") || name.equals("additionalProperties")) {
        withoutTextsInside(member.getValue());
      } else if (name.equals("allOf")) {
        member.getValue().forEach(XdmForm::withoutTextsInside);
      }
    }
    return schema;
  }

  private static void withoutTextsInside(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      withoutTexts(object);
    }
  }
}
