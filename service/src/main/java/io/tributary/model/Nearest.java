package io.tributary.model;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class Nearest {
  private static final int LONGEST = 200;

  private Nearest() {}

  /** The hint to append to an error message: a sentence with a space before it, or nothing. */
  public static String hint(String wanted, Collection<String> names) {
    String nearest = to(wanted, names);
    return nearest == null ? "" : " Did you mean " + nearest + "?";
  }

  /** The nearest name, or null if none is near. */
  public static @Nullable String to(String wanted, Collection<String> names) {
    if (wanted.length() > LONGEST) {
      return null;
    }
    String best = null;
    int bestDistance = Math.max(2, wanted.length() / 2) + 1;
    for (String name : names) {
      int distance = name.length() > LONGEST ? LONGEST : distance(wanted, name);
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
