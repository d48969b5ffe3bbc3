package io.tributary.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One step of a case of the contract: a call, or what must be so before the next one. */
sealed interface ContractStep {
  /** Makes something by a POST that must succeed, and keeps its id under a name. */
  record Given(String name, String path, String body) implements ContractStep {}

  /** Waits for the end of the n-th run of a flow, and keeps its id under a name. */
  record Await(String name, String flow, int run) implements ContractStep {}

  /** Puts something into a state that lasts only for moments. */
  record Force(String id, String state) implements ContractStep {}

  /** Puts the clock of the service forward. */
  record Later(String duration) implements ContractStep {}

  /** Lets the next calls to the source answer a status. */
  record Fault(int calls, int status) implements ContractStep {}

  /**
   * A request and the answer that it must have.
   *
   * @param headers beside those that every call has; empty where one is left out
   * @param caller who calls; empty for the administrator
   * @param body null for none
   */
  record Call(
      String method,
      String path,
      Map<String, String> headers,
      List<String> without,
      String caller,
      @Nullable String body,
      Expectation expected)
      implements ContractStep {}

  /**
   * An answer.
   *
   * @param code of a refusal; empty where there is none
   * @param title of a refusal whose number is used twice; empty where it is not
   * @param words what the message must hold
   * @param headers patterns, by name
   * @param keep where a value is found that later steps use, by its name
   * @param body a pattern of JSON; empty for any, null for none at all
   */
  record Expectation(
      int status,
      String code,
      String title,
      String words,
      Map<String, String> headers,
      Map<String, String> keep,
      @Nullable String body) {}

  Pattern BEGINNING =
      Pattern.compile("(given|await|force|later|fault|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) .*");
  Pattern HEADER = Pattern.compile("([A-Za-z][\\w-]*): ?(.*)");
  Pattern STATUS = Pattern.compile("=> (\\d{3})(?: (\\w+))?(?: \"([^\"]*)\")?(?: ~(.*))?");

  static boolean begins(String line) {
    return BEGINNING.matcher(line).matches();
  }

  static ContractStep read(List<String> lines) {
    String[] words = lines.get(0).split(" ", 4);
    String rest = String.join("\n", lines.subList(1, lines.size()));
    return switch (words[0]) {
      case "given" ->
          new Given(name(words[1]), words[2], words.length > 3 ? words[3] + rest : rest);
      case "await" -> new Await(name(words[1]), words[2], Integer.parseInt(words[3]));
      case "force" -> new Force(words[1], words[2]);
      case "later" -> new Later(words[1]);
      case "fault" -> new Fault(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      default -> call(lines);
    };
  }

  private static String name(String word) {
    return word.replaceFirst(":$", "");
  }

  private static Call call(List<String> lines) {
    String[] first = lines.get(0).split(" ", 2);
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> without = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    String caller = "";
    int i = 1;
    for (; i < lines.size() && !lines.get(i).startsWith("=>"); i++) {
      String line = lines.get(i);
      Matcher header = HEADER.matcher(line);
      if (!body.isEmpty()) {
        body.append('\n').append(line);
      } else if (line.matches("-[A-Za-z][\\w-]*")) {
        without.add(line.substring(1));
      } else if (line.startsWith("as ")) {
        caller = line.substring(3).strip();
      } else if (header.matches() && !header.group(1).equals("body")) {
        headers.put(header.group(1), header.group(2));
      } else {
        body.append(line.replaceFirst("^body: ?", ""));
      }
    }
    Expectation expected = expectation(lines.subList(i, lines.size()), lines.get(0));
    String sent = body.isEmpty() ? null : body.toString();
    return new Call(first[0], first[1].strip(), headers, without, caller, sent, expected);
  }

  private static Expectation expectation(List<String> lines, String call) {
    Matcher status = STATUS.matcher(lines.isEmpty() ? "" : lines.get(0).strip());
    if (!status.matches()) {
      throw new IllegalArgumentException("What is to be answered? " + call + " " + lines);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> keep = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder();
    boolean none = false;
    for (String line : lines.subList(1, lines.size())) {
      Matcher header = HEADER.matcher(line);
      if (line.startsWith("keep ")) {
        String[] parts = line.substring(5).split(" = ", 2);
        keep.put(parts[0].strip(), parts[1].strip());
      } else if (line.strip().equals("empty")) {
        none = true;
      } else if (header.matches()) {
        headers.put(header.group(1), header.group(2));
      } else {
        body.append(line).append('\n');
      }
    }
    return new Expectation(
        Integer.parseInt(status.group(1)),
        text(status.group(2)),
        text(status.group(3)),
        text(status.group(4)),
        headers,
        keep,
        none ? null : body.toString());
  }

  private static String text(@Nullable String found) {
    return found == null ? "" : found;
  }
}
