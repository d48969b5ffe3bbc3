package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is too long is two things. */
final class SourceFilesTest {
  private static final int LONGEST_FILE = 300;
  private static final int LONGEST_METHOD = 40;

  /** A closing brace alone on its line, as the formatter puts it at the end of every body. */
  private static final Pattern END = Pattern.compile("( {2,6})}");

  private static final Pattern NOT_A_METHOD =
      Pattern.compile(
          "(if|for|while|do|try|switch|else|return|case|default|synchronized \\()\\b.*"
              + "|[.}/*@].*|.*\\b(class|interface|record|enum) .*");

  @Test
  void noFileIsLongerThan300Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST_FILE) {
        tooLong.add(file + ": " + lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void noMethodIsLongerThan40Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      tooLong.addAll(longMethods(file.toString(), Files.readAllLines(file)));
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void seesALongMethod() {
    List<String> lines = new ArrayList<>(List.of("class A {", "  void longer(", "      int a) {"));
    for (int i = 0; i < LONGEST_METHOD - 3; i++) {
      lines.add("    a++;");
    }
    lines.addAll(List.of("  }", "}"));
    assertThat(longMethods("A", lines)).isEmpty();
    lines.add(3, "    a++;");
    assertThat(longMethods("A", lines)).containsExactly("A:2: 41");
  }

  @Test
  void nothingIsLeftToDo() throws IOException {
    List<String> open = new ArrayList<>();
    for (Path file : sources()) {
      if (Files.readString(file).matches("(?s).*\\b(TODO|FIXME|XXX)\\b.*")) {
        open.add(file.toString());
      }
    }
    assertThat(open).isEmpty();
  }

  /** Goes from each closing brace up to the line of the same indent that began the body. */
  private static List<String> longMethods(String name, List<String> lines) {
    List<String> found = new ArrayList<>();
    for (int end = 0; end < lines.size(); end++) {
      Matcher closing = END.matcher(lines.get(end));
      if (!closing.matches()) {
        continue;
      }
      String indent = closing.group(1);
      int start = end - 1;
      while (start > 0 && !beginsAt(indent, lines.get(start))) {
        start--;
      }
      String header = lines.get(start).strip();
      int length = end - start + 1;
      if (length > LONGEST_METHOD && !NOT_A_METHOD.matcher(header).matches()) {
        found.add(name + ":" + (start + 1) + ": " + length);
      }
    }
    return found;
  }

  private static boolean beginsAt(String indent, String line) {
    return line.startsWith(indent)
        && line.length() > indent.length()
        && " })".indexOf(line.charAt(indent.length())) < 0;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
