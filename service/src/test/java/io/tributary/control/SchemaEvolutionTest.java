package io.tributary.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.TestClient;
import io.tributary.model.Field;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of a schema break something for those who write its rows or read them. */
final class SchemaEvolutionTest {
  private static List<String> breaks(String before, String after) {
    return SchemaEvolution.breaks(fields(before), fields(after));
  }

  private static Field fields(String field) {
    String schema = "{'type':'object','properties':{" + field + "}}";
    return new SchemaFields().of(TestClient.json(schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a':{'type':'string'} | 'a':{'type':'string'},'b':{'type':'string'}",
        "'a':{'type':'string','enum':['x']} | 'a':{'type':'string','enum':['x','y']}",
        "'a':{'type':'string','enum':['x']} | 'a':{'type':'string'}",
        "'a':{'type':'string','pattern':'x'} | 'a':{'type':'string'}",
        "'a':{'type':'string','maxLength':3} | 'a':{'type':'string','maxLength':4}",
        "'a':{'type':'string','minLength':3} | 'a':{'type':'string','minLength':2}",
        "'a':{'type':'integer','minimum':3} | 'a':{'type':'integer','minimum':2}",
        "'a':{'type':'number','exclusiveMinimum':3} | 'a':{'type':'number','minimum':3}",
        "'a':{'type':'string','title':'A'} | 'a':{'type':'string','title':'B'}",
        "'a':{'type':'object','properties':{'b':{'type':'string'}},'required':['b']} |"
            + " 'a':{'type':'object','properties':{'b':{'type':'string'}}}",
      })
  void addingAndLooseningBreaksNothing(String before, String after) {
    assertThat(breaks(before, after)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a':{'type':'string'},'b':{'type':'string'} | 'a':{'type':'string'} | /b would be gone",
        "'a':{'type':'string'} | 'a':{'type':'integer'} | /a was STRING and would be INTEGER",
        "'a':{'type':'string'} | 'a':{'type':'string','format':'date'} | /a was STRING",
        "'a':{'type':'string'} | 'a':{'type':'string','enum':['x']} | /a would allow fewer values",
        "'a':{'type':'string','enum':['x','y']} | 'a':{'type':'string','enum':['x']} | fewer values",
        "'a':{'type':'string'} | 'a':{'type':'string','pattern':'x'} | another pattern",
        "'a':{'type':'string'} | 'a':{'type':'string','maxLength':4} | smaller range",
        "'a':{'type':'string'} | 'a':{'type':'string','minLength':1} | smaller range",
        "'a':{'type':'integer','minimum':2} | 'a':{'type':'integer','minimum':3} | smaller range",
        "'a':{'type':'number','maximum':3} | 'a':{'type':'number','exclusiveMaximum':3} | smaller",
        "'a':{'type':'array','items':{'type':'string'}} |"
            + " 'a':{'type':'array','items':{'type':'number'}} | /a/* was STRING",
        "'a':{'type':'array','items':{'type':'string'}} |"
            + " 'a':{'type':'array','items':{'type':'string'},'minItems':1} | smaller range",
        "'a':{'type':'object','properties':{'b':{'type':'string'}}} |"
            + " 'a':{'type':'object','properties':{'b':{'type':'string'}},'required':['b']} |"
            + " /a/b would become required",
        "'a':{'type':'object','properties':{'b':{'type':'string'}}} |"
            + " 'a':{'type':'object','properties':{'b':{'type':'string'},'c':{'type':'string'}},"
            + "'required':['c']} | /a/c would be new and required",
      })
  void takingAwayAndTighteningBreaks(String before, String after, String told) {
    assertThat(breaks(before, after)).singleElement().asString().contains(told);
  }
}
