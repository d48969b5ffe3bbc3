package io.tributary.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers a query with one walk over the id range it can match, keeping no more rows than the page
 * and what comes before it.
 *
 * @param moment records are seen as they were then
 * @param missorted whether the order by last-modified date is only roughly right
 */
record Search(Records records, Query query, long moment, boolean missorted) {
  private static final long SLACK = 7_200_000;

  /** The rows of the asked page, and how many match in all. */
  record Found(List<Row> rows, long total) {}

  Found run() {
    Query.Sort sort = query.sort();
    boolean byId =
        sort == null || (sort.property().name().equals("hs_object_id") && !sort.descending());
    if (sort == null || byId) {
      return inIdOrder();
    }
    return sorted(sort);
  }

  private Found inIdOrder() {
    long[] range = query.idRange();
    boolean counted = query.onlyIds();
    int end = query.offset() + query.limit();
    List<Row> rows = new ArrayList<>();
    long total = 0;
    Iterator<Row> matches = matches(range);
    while ((!counted || total < end) && matches.hasNext()) {
      Row row = matches.next();
      if (total >= query.offset() && total < end) {
        rows.add(row);
      }
      total++;
    }
    return new Found(rows, counted ? records.count(range[0], range[1], moment) : total);
  }

  private Found sorted(Query.Sort sort) {
    Comparator<Hit> order = order(sort);
    int keep = query.offset() + query.limit();
    PriorityQueue<Hit> best = new PriorityQueue<>(order.reversed());
    long total = 0;
    Iterator<Row> matches = matches(query.idRange());
    while (matches.hasNext()) {
      Hit hit = hit(matches.next(), sort.property());
      total++;
      if (best.size() < keep) {
        best.add(hit);
      } else if (keep > 0 && order.compare(hit, best.element()) < 0) {
        best.remove();
        best.add(hit);
      }
    }
    Deque<Row> rows = new ArrayDeque<>();
    while (best.size() > query.offset()) {
      rows.addFirst(best.remove().row());
    }
    return new Found(List.copyOf(rows), total);
  }

  private Iterator<Row> matches(long[] range) {
    Predicate<Row> predicate = query.predicate(records.type());
    Iterator<Row> all = records.liveFrom(range[0], moment);
    return new Iterator<>() {
      private @Nullable Row upcoming = seek();

      @Override
      public boolean hasNext() {
        return upcoming != null;
      }

      @Override
      public Row next() {
        Row row = upcoming;
        if (row == null) {
          throw new java.util.NoSuchElementException();
        }
        upcoming = seek();
        return row;
      }

      private @Nullable Row seek() {
        while (all.hasNext()) {
          Row row = all.next();
          if (row.id() > range[1]) {
            return null;
          }
          if (predicate.test(row)) {
            return row;
          }
        }
        return null;
      }
    };
  }

  /** A row with what it is sorted by: an amount, or text where there is one. */
  private record Hit(Row row, double amount, String text) {}

  private Hit hit(Row row, Property property) {
    if (property.measured()) {
      double amount = Amount.of(row, property, records.type());
      boolean shaken = missorted && property.name().equals(records.type().modified());
      return new Hit(row, shaken ? amount + Math.floorMod(Hash.mix(row.id()), SLACK) : amount, "");
    }
    String text = row.value(property);
    return new Hit(row, 0, text == null ? "" : text.toLowerCase(Locale.ROOT));
  }

  /** Records without the value come last in either direction; equal ones by id. */
  private static Comparator<Hit> order(Query.Sort sort) {
    boolean measured = sort.property().measured();
    Comparator<Hit> missing =
        Comparator.comparing(h -> measured ? Double.isNaN(h.amount()) : h.text().isEmpty());
    Comparator<Hit> value =
        measured ? Comparator.comparingDouble(Hit::amount) : Comparator.comparing(Hit::text);
    return missing
        .thenComparing(sort.descending() ? value.reversed() : value)
        .thenComparingLong(h -> h.row().id());
  }
}
