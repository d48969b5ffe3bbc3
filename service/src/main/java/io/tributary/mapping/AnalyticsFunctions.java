package io.tributary.mapping;

import io.tributary.mapping.Function.Body;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event list and the product list of Adobe Analytics: {@code event1=5:id,event2} and {@code
 * category;name;quantity;price;event|event;evar|evar}, products separated by commas.
 */
final class AnalyticsFunctions {
  private static final int EVENTS = 4;
  private static final int EVARS = 5;

  private AnalyticsFunctions() {}

  static void addTo(Library.Group group) {
    group
        .add("aa_get_event_id", 2, 2, args -> event(args, true))
        .add("aa_get_event_value", 2, 2, args -> event(args, false))
        .add("aa_get_product_categories", 1, 1, part(0))
        .add("aa_get_product_names", 1, 1, part(1))
        .add("aa_get_product_quantities", 1, 1, part(2))
        .alias("aa_get_product_quantity", "aa_get_product_quantities")
        .add("aa_get_product_prices", 1, 1, part(3))
        .alias("aa_get_product_price", "aa_get_product_prices")
        .add("aa_get_product_event_values", 2, 2, named(EVENTS))
        .add("aa_get_product_evars", 2, 2, named(EVARS));
  }

  /** An event without a value counts one. */
  private static @Nullable String event(Args args, boolean id) {
    String name = args.text(1);
    for (String event : args.text(0).split(",", -1)) {
      String text = event.strip();
      int end = end(text);
      if (text.substring(0, end).equals(name)) {
        int colon = text.indexOf(':');
        if (id) {
          return colon < 0 ? null : text.substring(colon + 1);
        }
        boolean value = end < text.length() && text.charAt(end) == '=';
        return value ? text.substring(end + 1, colon < 0 ? text.length() : colon) : "1";
      }
    }
    return null;
  }

  private static int end(String event) {
    int equals = event.indexOf('=');
    int colon = event.indexOf(':');
    int end = equals >= 0 ? equals : colon;
    return end < 0 ? event.length() : end;
  }

  private static Body part(int index) {
    return args -> {
      List<@Nullable String> found = new ArrayList<>();
      for (String product : args.text(0).split(",", -1)) {
        found.add(part(product, index));
      }
      return ArrayFunctions.limited(found);
    };
  }

  private static @Nullable String part(String product, int index) {
    String[] parts = product.split(";", -1);
    String part = index < parts.length ? parts[index].strip() : "";
    return part.isEmpty() ? null : part;
  }

  private static Body named(int index) {
    return args -> {
      List<@Nullable String> found = new ArrayList<>();
      for (String product : args.text(0).split(",", -1)) {
        String list = part(product, index);
        found.add(list == null ? null : value(list, args.text(1)));
      }
      return ArrayFunctions.limited(found);
    };
  }

  private static @Nullable String value(String list, String name) {
    for (String entry : list.split("\\|", -1)) {
      int equals = entry.indexOf('=');
      String key = equals < 0 ? entry : entry.substring(0, equals);
      if (key.strip().equals(name)) {
        String value = equals < 0 ? "1" : entry.substring(equals + 1);
        int id = value.indexOf(':');
        return id < 0 ? value : value.substring(0, id);
      }
    }
    return null;
  }
}
