package io.tributary.mapping;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What columns and fields are about, as far as their names tell. */
final class Names {
  /** Words that say where a column stands at its source, and not what is in it. */
  private static final Set<String> EMPTY =
      Set.of("properties", "property", "value", "values", "hs", "xdm");

  /** Words that mean nothing without what stands before them. */
  private static final Set<String> GENERAL =
      Set.of(
          "address",
          "code",
          "date",
          "description",
          "id",
          "key",
          "label",
          "name",
          "number",
          "primary",
          "status",
          "title",
          "type",
          "url");

  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** The name of a column as words, to the places in standard schemas where such things lie. */
  private static final Map<String, Set<String>> USUAL = read();

  private Names() {}

  /** Likeness of two names, from 0 to 1, and why. */
  record Likeness(double score, String reason) {}

  /** The words of a name, in small letters. */
  static List<String> words(String name) {
    String spaced = HUMP.matcher(name).replaceAll("$1 $2").toLowerCase(Locale.ROOT);
    List<String> all = Arrays.stream(GAP.split(spaced)).filter(word -> !word.isEmpty()).toList();
    List<String> core = all.stream().filter(word -> !EMPTY.contains(word)).toList();
    return core.isEmpty() ? all : core;
  }

  /**
   * How well a column's name fits the path of a field; null if it does not.
   *
   * @param own whether the field is one of the organisation's
   */
  static @Nullable Likeness likeness(
      List<String> column, String path, List<List<String>> steps, boolean own) {
    String name = String.join(" ", column);
    String joined = String.join("", column);
    List<String> last = steps.get(steps.size() - 1);
    boolean same = joined.equals(String.join("", last));
    if (same && own) {
      return new Likeness(1, "the field has the column's name");
    }
    if (usual(column).contains(path)) {
      return new Likeness(0.95, "what is called \"" + name + "\" usually lies there");
    }
    boolean clear = steps.size() == 1 || !(last.size() == 1 && GENERAL.contains(last.get(0)));
    // What has a usual place is something else deep in another part of the schema.
    boolean stray = steps.size() > 2 && !usual(column).isEmpty();
    if (same && clear && !stray) {
      double deep = Math.max(0.6, 0.9 - 0.1 * Math.max(0, steps.size() - 2));
      return new Likeness(deep, "the last part of the path is the column's name");
    }
    return shared(column, last, steps);
  }

  /** Where in standard schemas columns of that name usually go. */
  static Set<String> usual(List<String> column) {
    return USUAL.getOrDefault(String.join(" ", column), Set.of());
  }

  /** Equal words along the path; the last part of it has to have one of them. */
  private static @Nullable Likeness shared(
      List<String> column, List<String> last, List<List<String>> steps) {
    Set<String> path = new LinkedHashSet<>();
    steps.forEach(path::addAll);
    List<String> both = column.stream().filter(path::contains).distinct().toList();
    boolean reaches = both.stream().anyMatch(last::contains);
    if (!reaches || both.stream().allMatch(GENERAL::contains)) {
      return null;
    }
    int all = column.size() + path.size() - both.size();
    double share = (double) both.size() / all;
    return new Likeness(0.3 + 0.5 * share, "column and path share " + String.join(", ", both));
  }

  private static Map<String, Set<String>> read() {
    try (InputStream stream = Names.class.getResourceAsStream("usual-names.json")) {
      String text =
          new String(
              Objects.requireNonNull(stream).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      Map<String, Set<String>> byName = new HashMap<>();
      Json.readMap(text, new TypeReference<Map<String, List<String>>>() {})
          .forEach(
              (path, names) ->
                  names.forEach(
                      name ->
                          byName.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(path)));
      return byName;
    } catch (IOException e) {
      throw new UncheckedIOException("usual-names.json cannot be read", e);
    }
  }
}
