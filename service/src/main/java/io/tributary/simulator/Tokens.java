package io.tributary.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a search value: each must be among the words of the text. {@code *} stands for any
 * letters.
 */
record Tokens(List<Pattern> patterns) {
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}*]+");

  static Tokens of(String value) {
    List<Pattern> patterns = new ArrayList<>();
    for (String word : words(value)) {
      patterns.add(Pattern.compile(("\\Q" + word + "\\E").replace("*", "\\E.*\\Q")));
    }
    return new Tokens(List.copyOf(patterns));
  }

  boolean in(@Nullable String text) {
    if (text == null || patterns.isEmpty()) {
      return false;
    }
    List<String> words = words(text);
    return patterns.stream().allMatch(p -> words.stream().anyMatch(w -> p.matcher(w).matches()));
  }

  private static List<String> words(String text) {
    List<String> words =
        new ArrayList<>(List.of(SEPARATORS.split(text.toLowerCase(Locale.ROOT), 0)));
    words.removeIf(String::isEmpty);
    return words;
  }
}
