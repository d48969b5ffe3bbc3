package io.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a statement before it is run, and what is not run. */
final class StatementTest {
  /** Functions that somebody has looked at and left out. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "__internal.*|icu_collate_.*|pg_.*|inet_.*|has_.*_privilege|variant_.*|st_.*"
              + "|json_(de)?serialize_.*|(col|obj|shobj)_description|txid_current|in_search_path"
              + "|current_(setting|query|query_id|connection_id|transaction_id|role|schemas|user)"
              + "|session_user|user|getvariable|get_block_size|nextval|currval|setseed|sleep_ms"
              + "|stats|write_log|parse_duckdb_log_message|finalize|combine|constant_or_null|error"
              + "|create_sort_key|remap_struct|sum_no_overflow|timetz_byte_comparable|vector_type"
              + "|cast_to_type|can_cast_implicitly|make_type|replace_type|get_type|unpivot_list"
              + "|is_histogram_other_bin|map_to_pg_oid|format_pg_type|format_type");

  private static Connection engine;

  @BeforeAll
  static void open() throws SQLException {
    engine = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterAll
  static void close() throws SQLException {
    engine.close();
  }

  static List<String> refused() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(StatementTest.class.getResourceAsStream("refused.sql")),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("--")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource
  void refused(String sql) {
    // A name that is no table of the caller's is refused by who knows the tables.
    assertThatThrownBy(
            () -> {
              Statement read = Statement.read(engine, sql);
              assertThat(read.names()).noneMatch(Frames.Name::defined);
              Set<String> unknown =
                  new TreeSet<>(read.names().stream().map(Frames.Name::name).toList());
              unknown.remove("people");
              if (!unknown.isEmpty()) {
                throw new TributaryException(ErrorCode.QUERY_TABLE_UNKNOWN, unknown.toString());
              }
            })
        .isInstanceOfSatisfying(
            TributaryException.class,
            e ->
                assertThat(e.code())
                    .isIn(
                        ErrorCode.QUERY_REFUSED,
                        ErrorCode.QUERY_INVALID,
                        ErrorCode.QUERY_TABLE_UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from people",
        "from people",
        "table people",
        "values (1, 'a')",
        "with a as (select * from people) select count(*), max(id) from a",
        "with recursive r as (select 1 as x union all select x + 1 from r where x < 5) from r",
        "select row_number() over (partition by id order by id), lag(id) over () from people",
        "select a.id from people a left join people b using (id) where a.id in (from people)",
        "select id from people union all select id from people intersect select 'x'",
        "select [1, 2][1], {a: 1}.a, map {'k': 1}['k'], [x + 1 for x in [1, 2]], row(1, 2)",
        "select * from range(3) r(x), lateral (select x * 2), unnest([1, 2]) u",
        "select '{\"a\":1}'::json -> 'a' ->> 0, json_extract('{}', '$.a') from json_each('{}')",
        "pivot people on id in ('a', 'b') using count(*)",
        "unpivot (select 1 as a, 2 as b) on a, b into name n value v",
        "select columns('i.*'), * exclude (id) replace (1 as x) from people",
        "select count(*) filter (where true), string_agg(id, ',' order by id) from people",
        "select id, grouping(id) from people group by rollup (id) having count(*) > 1",
        "select distinct on (id) id from people qualify true order by all limit 1 offset 1",
        "select * from people using sample 10%",
        "select case id when 1 then 2 end, try_cast(id as int), id::varchar, try(1 / 0)",
        "select extract(year from current_date), interval 1 day, now() at time zone 'UTC'",
        "select id like 'a%', id ~ 'a', id similar to 'a', id ilike 'a', id glob 'a*', not true",
        "select trim(both 'x' from 'xax'), substring('abc' from 2 for 1), position('a' in 'b')",
        "select 1 + 2 - 3 * 4 / 5 % 6 // 7 ** 2, 1 << 2, 6 & 3, 6 | 1, ~1, -1, 'a' || 'b', @ -5",
        "select 1 between 0 and 2, 1 is distinct from 2, 1 = any([1]), exists (from people)",
        "describe people",
        "summarize people",
        "show people",
        "show tables",
        "explain select * from people",
        "-- first\n/* then */ EXPLAIN\nselect 1",
        "select 1;"
      })
  void readsWhatOnlyReads(String sql) throws SQLException {
    assertThat(Statement.read(engine, sql).names())
        .extracting(Frames.Name::name)
        .isSubsetOf("people", "a", "r");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select frm x y|syntax error at or near \"y\" (line 1, column 14)",
        "select 'äöü€𝄞', nosuch(1)|The function nosuch is unknown here or not allowed (line 1, column 17)",
        "select coun(*)|Did you mean count?",
        "select 1; select 2|It is 2 statements",
        ";|The query is empty"
      })
  void saysWhatIsWrongAndWhere(String sql, String words) {
    assertThatThrownBy(() -> Statement.read(engine, sql)).hasMessageContaining(words);
  }

  @Test
  void tellsThePlaceInALaterLine() {
    assertThatThrownBy(() -> Statement.read(engine, "select 1,\n  glob_it('x')"))
        .hasMessageContaining("(line 2, column 3)");
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    String deep = "select " + "(1 + ".repeat(900) + "1" + ")".repeat(900);
    String long_ = "select '" + "x".repeat(Limits.STATEMENT) + "'";
    for (String sql :
        List.of(long_, "select " + "[".repeat(5000) + "]".repeat(5000), "(".repeat(60_000))) {
      assertThatThrownBy(() -> Statement.read(engine, sql)).isInstanceOf(TributaryException.class);
    }
    assertThat(catching(deep)).isEqualTo("read");
  }

  private static String catching(String sql) {
    try {
      Statement.read(engine, sql);
      return "read";
    } catch (TributaryException | SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** After a change of the engine's version, what is new has to be looked at. */
  @Test
  void everyFunctionOfTheEngineHasBeenJudged() throws SQLException {
    Set<String> allowed = Tree.functions();
    List<String> unjudged = new ArrayList<>();
    Set<String> there = new TreeSet<>();
    try (ResultSet rows =
        engine
            .createStatement()
            .executeQuery(
                "select distinct lower(function_name) from duckdb_functions()"
                    + " where function_type in ('scalar', 'aggregate', 'macro')")) {
      while (rows.next()) {
        String name = rows.getString(1);
        there.add(name);
        boolean leftOut = LEFT_OUT.matcher(name).matches();
        if (allowed.contains(name) == leftOut
            && !Set.of("pg_size_pretty", "pg_typeof").contains(name)) {
          unjudged.add(name);
        }
      }
    }
    assertThat(unjudged).isEmpty();
    assertThat(allowed).isSubsetOf(there);
  }

  /** Else a name that holds in one part of a statement could mean one of them in another. */
  @Test
  void theEnginesOwnListsAreKnownByTheirNames() throws SQLException {
    try (ResultSet rows =
        engine
            .createStatement()
            .executeQuery(
                "select view_name from duckdb_views() where internal"
                    + " and schema_name <> 'information_schema'")) {
      while (rows.next()) {
        assertThat(rows.getString(1)).matches(Tree.RESERVED);
      }
    }
  }
}
