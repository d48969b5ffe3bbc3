package io.tributary.mapping;

import static io.tributary.mapping.Records.CLOCK;
import static io.tributary.mapping.Records.array;
import static io.tributary.mapping.Records.columns;
import static io.tributary.mapping.Records.row;
import static io.tributary.mapping.Records.rule;
import static io.tributary.mapping.Records.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.MappingSet.Rule;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is written can take much time or memory, neither to be read nor to be computed. */
@Timeout(60)
class LimitsTest {
  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThat(Expressions.check("1" + "+1".repeat(2048)).get(0).position()).isEqualTo(4097);
    assertThat(Expressions.check("1" + "+1".repeat(250))).isEmpty();
    for (String open : new String[] {"(", "[", "{", "x[", "f(", "{'a':", "!", "a?:", "1+", "-"}) {
      String text = open.repeat(4000 / open.length()) + "1";
      assertThat(Expressions.check(text)).as(open).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lpad('a', 1048577, 'x')",
        "replacestr(replacestr(rpad('a',1000,'a'),'a',rpad('b',1000,'b')),'b',rpad('c',1000,'c'))",
        "transformArray(transformArray([1,2,3,4,5,6,7,8,9], a -> explode(lpad('',60000,'x,'))),"
            + " a -> transformArray(a, b -> transformArray(a, c -> b + c)))",
        "matches_regex(lpad('',10000,'a'), '(.*a){20}b')",
        "extract_regex(lpad('',200000,'a'), '(a|b)*c')",
        "matches_regex('', '(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)x')",
        "'bb' =~ '(a?|b?|c?){40}\\\\z'",
        "explode('a', '(?:(?:(?:b{0}){60000}){60000}){60000}')",
        "extract_regex(lpad('',1000000,'a'), '(?=(|){12})\\\\G[b]')",
        "matches_regex('x', lpad('',1000000,'ab'))",
        "format(now(), lpad('',1000000,\"'\"))",
        "instr(lpad('',1048576,'a'), concat(lpad('',500000,'a'),'b'))",
        "replacestr(lpad('',1048576,'a'), concat(lpad('',500000,'a'),'b'), '')",
        "lpad('',1048576,'a').contains(concat(lpad('',500000,'a'),'b'))",
        "lpad('',1048576,'a').indexOf(concat(lpad('',500000,'a'),'b'))",
        "split(lpad('',1048576,'x'), lpad('',1048576,'y'))",
        "get_values(lpad('',1048576,'a'), 'x', concat(lpad('',500000,'a'),'b'))",
        "transformArray(explode(lpad('',199999,'x,')), x -> lpad(x,1000000,'y'))",
        "filterArray(explode(lpad('',199999,'x,')), x -> sha512(lpad('',1000000,'y')) == x)",
        "filterArray(explode(lpad('',199999,'x,')), x -> join('',explode(lpad('',199999,'x,'))) == x)",
        "filterArray(explode(lpad('',199999,'x,')), x -> explode(lpad('',199999,'x,')) == [x])",
        "filterArray(explode(lpad('',199999,'x,')), x -> is_empty(date('31.12.2019')) || false)"
            + ".size() + filterArray(explode(lpad('',199999,'x,')), x -> date('31.12.2019') == x).size()",
        "filterArray(explode(lpad('',199999,'x,')), x -> ua_os_name(uuid()) == x)",
        "[json_to_object(lpad('',1000000,'[],')), 1].size() + "
            + "size_of(json_to_object(concat('[',lpad('',1000000,'[],'),'1]')))"
            + " + size_of(json_to_object(concat('[',lpad('',1000000,'[],'),'1]')))"
      })
  void stopsWhatTakesTooMuch(String expression) {
    long start = cpuNanos();
    assertThat(Cases.text(expression)).startsWith("failed: ");
    assertThat(Duration.ofNanos(cpuNanos() - start)).isLessThan(Duration.ofSeconds(20));
  }

  /** Of this thread, so that other work on the machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** JEXL's parser is exponential for some of them unless they are refused before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{{{{{{{{1}}}}}}}}}",
        "{1+{1+{1+{1+{1+{1+{1+{1+1}}}}}}}}",
        "{'a',{'a',{'a',{'a',{'a',{'a',1}}}}}}",
        "({({({({({({({({1})})})})})})})})",
        "{'a':{'a':{'a':{'a':{'a':{'a':{'a':1}}}}}}}",
        "x[x[x[x[x[x[x[1]]]]]]]",
        "((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))",
        "x->x->x->x->x->x->x->x->1"
      })
  void isReadInALittleTimeHoweverItIsNested(String part) {
    String text = "concat(" + (part + ",").repeat(4000 / part.length() - 1) + "1)";
    long start = System.nanoTime();
    Expressions.check(text);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aRowHoldsNoMoreThanALimitedNumberOfCharacters() {
    Field[] fields = new Field[10];
    Rule[] rules = new Rule[10];
    for (int i = 0; i < 10; i++) {
      fields[i] = array("f" + i, Field.of("", Kind.STRING));
      rules[i] = rule("EXPRESSION", "[1, [lpad(a, 500000, 'x')]]", "f" + i + "");
    }
    Mapped mapped =
        Mapping.compile(set(rules), columns("a"), row(fields), CLOCK).map(new Object[] {"a"});
    @Nullable Object[] row = Objects.requireNonNull(mapped.row());
    assertThat(row[7]).isNotNull();
    assertThat(row[8]).isNull();
    assertThat(mapped.warnings()).hasSize(2);
    assertThat(mapped.warnings().get(0).message()).contains("4194304 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+ 1", "- 1", "* 2", "/ 3", "% 7", "& 1", "| 1", "< 1", "== 1", "+ 'x'"})
  void hugeExponentsDoNotFillTheMemory(String operation) {
    for (String number : new String[] {"1E999999999", "1E-999999999", "-1E2147483640"}) {
      String huge = "json_to_object('[" + number + "]')[0] ";
      assertThat(Cases.text(huge + operation)).isNotNull();
      assertThat(Cases.text("to_integer(" + huge + ")")).isNotNull();
      assertThat(Cases.text("concat([" + huge + "], -" + huge + ", ~" + huge + ")")).isNotNull();
      assertThat(Cases.text("date(" + huge + ")")).isNotNull();
      assertThat(Cases.text("[1,2][" + huge + "]")).isNotNull();
    }
  }

  @Test
  void sharedPartsCannotMultiply() {
    StringBuilder text = new StringBuilder("[1]");
    for (int i = 0; i < 30; i++) {
      text.insert(0, "transformArray(").append(", a -> [a,a,a,a])");
    }
    assertThat(Cases.text("concat(" + text + ")")).startsWith("failed: ");
  }
}
