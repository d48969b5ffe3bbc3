package io.tributary.mapping;

import io.tributary.model.Column;
import io.tributary.model.Constraints;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.MappingSet.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Contacts with 40 attribute rules and 10 calculated fields, and the same rules written by hand in
 * Java: what the benchmark compares.
 */
final class FiftyFields {
  private static final int DISTINCT = 1000;
  private static final int TEXTS = 20;
  private static final List<String> CALCULATED =
      List.of(
          "concat(text0, \" \", text1)",
          "upper(text2)",
          "lower(trim(text3))",
          "substr(text4, 0, 3)",
          "iif(number0 > 500, \"big\", \"small\")",
          "coalesce(empty0, text5)",
          "number0 * 1.5 + number1",
          "replacestr(text6, \"a\", \"e\")",
          "format(time0, \"yyyy-MM-dd\")",
          "text7 == \"x\" ? text8 : text9");

  private static final Pattern FORM = Pattern.compile("^ ?Some text");

  private final List<Column> columns = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Field> top = new ArrayList<>();
  private final List<Field> person = new ArrayList<>();
  private final DateTimeFormatter day = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ENGLISH);

  FiftyFields() {
    for (int i = 0; i < TEXTS; i++) {
      attribute("text" + i, Kind.STRING, Kind.STRING, i < 10 ? person : top, i < 10);
    }
    for (int i = 0; i < 8; i++) {
      attribute("number" + i, Kind.NUMBER, i < 4 ? Kind.NUMBER : Kind.INTEGER, top, false);
    }
    for (int i = 0; i < 6; i++) {
      attribute("time" + i, Kind.DATE_TIME, Kind.DATE_TIME, top, false);
    }
    attribute("id", Kind.NUMBER, Kind.STRING, top, false);
    attribute("flag", Kind.BOOLEAN, Kind.BOOLEAN, top, false);
    attribute("said", Kind.STRING, Kind.BOOLEAN, top, false);
    attribute("birth", Kind.DATE, Kind.DATE, top, false);
    attribute("when", Kind.STRING, Kind.DATE_TIME, top, false);
    attribute("count", Kind.STRING, Kind.INTEGER, top, false);
    columns.add(Column.of("empty0", Kind.STRING));
    for (int i = 0; i < CALCULATED.size(); i++) {
      top.add(Field.of("calc" + i, i == 6 ? Kind.NUMBER : Kind.STRING));
      rules.add(Records.rule("EXPRESSION", CALCULATED.get(i), "calc" + i));
    }
    top.add(Field.object("person", person));
  }

  private void attribute(String name, Kind from, Kind to, List<Field> into, boolean inside) {
    columns.add(Column.of(name, from));
    into.add(Field.of(name, to));
    rules.add(Records.rule("ATTRIBUTE", name, inside ? "person." + name : name));
  }

  Mapping mapping() {
    return mapping(top);
  }

  /** The same for a schema that demands something of 12 of the fields. */
  Mapping demandingMapping() {
    return mapping(demanding());
  }

  private Mapping mapping(List<Field> fields) {
    return Mapping.compile(
        Records.set(rules.toArray(Rule[]::new)), columns, Field.object("", fields), Records.CLOCK);
  }

  /** The same fields; five are required, four numbers have a range, three texts a form. */
  private List<Field> demanding() {
    Constraints range =
        new Constraints(
            List.of(), null, null, null, limit("0"), limit("1000000"), null, null, null);
    Constraints form =
        new Constraints(List.of(), FORM.pattern(), 1, 100, null, null, null, null, null);
    return top.stream()
        .map(
            field ->
                switch (field.name()) {
                  case "id", "flag", "said", "birth", "when" -> demanding(field, Constraints.NONE);
                  case "number0", "number1", "number4", "number5" -> demanding(field, range);
                  case "text10", "text11", "text12" -> demanding(field, form);
                  default -> field;
                })
        .toList();
  }

  private static Field demanding(Field field, Constraints constraints) {
    boolean required = constraints.equals(Constraints.NONE);
    return new Field(field.name(), field.kind(), required, field.fields(), constraints);
  }

  private static Constraints.Limit limit(String value) {
    return new Constraints.Limit(new BigDecimal(value), false);
  }

  /** A thousand contacts, the same at each call. */
  @Nullable Object[][] records() {
    Random random = new Random(1);
    @Nullable Object[][] records = new Object[DISTINCT][];
    for (int r = 0; r < DISTINCT; r++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < TEXTS; i++) {
        values.add(" Some text a" + random.nextInt(1000) + (i == 3 ? " " : ""));
      }
      for (int i = 0; i < 8; i++) {
        values.add((double) random.nextInt(1000));
      }
      for (int i = 0; i < 6; i++) {
        values.add(Instant.ofEpochMilli(1_500_000_000_000L + random.nextInt()));
      }
      values.add((double) r);
      values.add(random.nextBoolean());
      values.add(random.nextBoolean() ? "true" : "false");
      values.add(LocalDate.ofEpochDay(random.nextInt(20000)));
      values.add(Instant.ofEpochMilli(1_500_000_000_000L + random.nextInt()).toString());
      values.add(Integer.toString(random.nextInt(100000)));
      values.add(null);
      records[r] = values.toArray();
    }
    return records;
  }

  /** What one would write for this one mapping: positions known, no checks but for null. */
  @Nullable Object[] byHand(@Nullable Object[] in) {
    @Nullable Object[] row = new Object[top.size()];
    Object[] inner = new Object[10];
    System.arraycopy(in, 0, inner, 0, 10);
    System.arraycopy(in, 10, row, 0, 10);
    for (int i = 20; i < 24; i++) {
      row[i - 10] = in[i];
    }
    for (int i = 24; i < 28; i++) {
      Double number = (Double) in[i];
      row[i - 10] = number == null ? null : (long) number.doubleValue();
    }
    for (int i = 28; i < 34; i++) {
      Instant time = (Instant) in[i];
      row[i - 10] = time == null ? null : micros(time);
    }
    Double id = (Double) in[34];
    row[24] = id == null ? null : Long.toString(id.longValue());
    row[25] = in[35];
    String said = (String) in[36];
    row[26] = said == null ? null : (Object) said.equals("true");
    LocalDate birth = (LocalDate) in[37];
    row[27] = birth == null ? null : (int) birth.toEpochDay();
    String when = (String) in[38];
    row[28] = when == null ? null : micros(Instant.parse(when));
    String count = (String) in[39];
    row[29] = count == null ? null : Long.valueOf(count);
    calculate(in, row);
    row[40] = inner;
    return row;
  }

  /** The same, and whether the row is as the schema of {@link #demandingMapping()} wants it. */
  @Nullable Object[] byHandWithDemands(@Nullable Object[] in) {
    @Nullable Object[] row = byHand(in);
    boolean allowed = true;
    for (int i = 24; i < 29; i++) {
      allowed &= row[i] != null;
    }
    allowed &= inRange((Double) row[10]) && inRange((Double) row[11]);
    allowed &= inRange((Long) row[14]) && inRange((Long) row[15]);
    for (int i = 0; i < 3; i++) {
      allowed &= hasForm((String) row[i]);
    }
    if (!allowed) {
      throw new IllegalStateException("The schema does not allow the row");
    }
    return row;
  }

  private static boolean inRange(@Nullable Double number) {
    return number == null || (number >= 0 && number <= 1_000_000);
  }

  private static boolean inRange(@Nullable Long number) {
    return number == null || (number >= 0 && number <= 1_000_000);
  }

  private static boolean hasForm(@Nullable String text) {
    if (text == null) {
      return true;
    }
    int characters = text.codePointCount(0, text.length());
    return characters >= 1 && characters <= 100 && FORM.matcher(text).find();
  }

  private void calculate(@Nullable Object[] in, @Nullable Object[] row) {
    row[30] = text(in, 0) + " " + text(in, 1);
    row[31] = text(in, 2).toUpperCase(Locale.ROOT);
    row[32] = text(in, 3).strip().toLowerCase(Locale.ROOT);
    row[33] = text(in, 4).substring(0, Math.min(3, text(in, 4).length()));
    row[34] = number(in, 20) > 500 ? "big" : "small";
    row[35] = in[40] != null ? in[40] : in[5];
    row[36] = number(in, 20) * 1.5 + number(in, 21);
    row[37] = text(in, 6).replace("a", "e");
    row[38] = day.format(((Instant) Objects.requireNonNull(in[28])).atZone(ZoneOffset.UTC));
    row[39] = text(in, 7).equals("x") ? in[8] : in[9];
  }

  private static String text(@Nullable Object[] in, int index) {
    Object value = in[index];
    return value == null ? "" : (String) value;
  }

  private static double number(@Nullable Object[] in, int index) {
    Object value = in[index];
    return value == null ? 0 : (Double) value;
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }
}
