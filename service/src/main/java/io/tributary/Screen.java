package io.tributary;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a person sees on a terminal. */
final class Screen {
  private static final int BAR = 30;
  private static final int WIDEST = 32;

  private final PrintStream out;

  /** The launcher knows whether standard output is a terminal; the JVM no longer does. */
  private final boolean terminal = Boolean.getBoolean("tributary.terminal");

  private int number;
  private long shownPercent = -1;

  Screen(PrintStream out) {
    this.out = out;
  }

  void line(String text) {
    out.println(text);
  }

  void step(String name, String what) {
    out.printf("%2d  %-18s %s%n", ++number, name, what);
  }

  /** A bar that grows; where there is no terminal to redraw it on, a line for every tenth. */
  void progress(long done, long all) {
    long percent = all == 0 ? 100 : Math.min(100, done * 100 / all);
    if (terminal) {
      int full = (int) (percent * BAR / 100);
      out.printf(
          "\r    [%s%s] %3d %%  %,d of %,d",
          "#".repeat(full), ".".repeat(BAR - full), percent, done, all);
      out.flush();
    } else if (percent / 10 != shownPercent / 10 || shownPercent < 0) {
      out.printf("    %3d %%  %,d of %,d%n", percent, done, all);
    }
    shownPercent = percent;
  }

  /** Rows as a table: one column for each dotted path, named by its last step. */
  void table(JsonNode rows, int limit, List<String> paths) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(paths.stream().map(path -> path.substring(path.lastIndexOf('.') + 1)).toList());
    for (int i = 0; i < Math.min(limit, rows.size()); i++) {
      JsonNode row = rows.get(i);
      cells.add(
          paths.stream().map(path -> cut(row.at("/" + path.replace('.', '/')).asText())).toList());
    }
    int[] widths = new int[paths.size()];
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (int i = 0; i < cells.size(); i++) {
      out.println("    " + row(cells.get(i), widths, " "));
      if (i == 0) {
        out.println("    " + row(paths.stream().map(path -> "").toList(), widths, "-"));
      }
    }
  }

  private static String row(List<String> cells, int[] widths, String padding) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i))
          .append(padding.repeat(widths[i] - cells.get(i).length()))
          .append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
