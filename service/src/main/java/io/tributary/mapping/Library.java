package io.tributary.mapping;

import io.tributary.model.Nearest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions of the language by name. */
final class Library {
  private static final Map<String, Function> ALL = all();

  /** Functions of the reference that need something only Adobe has. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "fpid_to_ecid",
          "fpid_to_ecid exists only inside Adobe, which keeps the key that makes an ECID;"
              + " map the first-party id itself.");

  private Library() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  /** Why a function of this name cannot be called, or null if it can. */
  static @Nullable String refusal(String name) {
    if (ALL.containsKey(name)) {
      return null;
    }
    String elsewhere = ELSEWHERE.get(name);
    return elsewhere != null
        ? elsewhere
        : "There is no function " + name + "." + Nearest.hint(name, ALL.keySet());
  }

  static Function required(String name) {
    Function function = ALL.get(name);
    if (function == null) {
      throw new IllegalArgumentException("There is no function " + name + ".");
    }
    return function;
  }

  private static Map<String, Function> all() {
    Group all = new Group();
    TextFunctions.addTo(all);
    PaddingFunctions.addTo(all);
    RegexFunctions.addTo(all);
    HashFunctions.addTo(all);
    UrlFunctions.addTo(all);
    DateFunctions.addTo(all);
    DatePartFunctions.addTo(all);
    ObjectFunctions.addTo(all);
    MapFunctions.addTo(all);
    ArrayFunctions.addTo(all);
    LogicFunctions.addTo(all);
    UserAgentFunctions.addTo(all);
    AnalyticsFunctions.addTo(all);
    return Map.copyOf(new TreeMap<>(all.functions));
  }

  /** Functions being gathered. */
  static final class Group {
    private final Map<String, Function> functions = new LinkedHashMap<>();

    /** A function that is null if any argument is. */
    Group add(String name, int least, int most, Function.Body body) {
      functions.put(name, new Function(name, least, most, false, body));
      return this;
    }

    /** A function that sees nulls. */
    Group seeingNulls(String name, int least, int most, Function.Body body) {
      functions.put(name, new Function(name, least, most, true, body));
      return this;
    }

    /** Another name of a function. */
    Group alias(String other, String name) {
      Function same = functions.get(name);
      if (same == null) {
        throw new IllegalStateException("No function " + name);
      }
      functions.put(
          other, new Function(other, same.least(), same.most(), same.nulls(), same.body()));
      return this;
    }

    Map<String, Function> functions() {
      return Map.copyOf(functions);
    }
  }
}
