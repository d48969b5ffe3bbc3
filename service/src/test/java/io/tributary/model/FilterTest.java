package io.tributary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterTest {
  private static final String DOCUMENT =
      """
      {"name":"HubSpot","count":15,"ratio":0.5,"on":true,"none":null,"text":"15",
       "spec":{"id":"CC6A"},"ids":["a","B"],"columns":[{"name":"Vid"},{"name":"Added_At"}],
       "nested":[{"deep":[{"x":1},{"x":2}]}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          name==HubSpot                 | true
          name=="hubspot"               | true
          name="hubspot"                | true
          name=HUBSPOT                  | true
          name != hubspot               | false
          name!=other                   | true
          name==other,hubspot           | true
          name!=other,hubspot           | false
          name=="a,b"                   | false
          count==15                     | true
          count==15.00                  | true
          count=="15"                   | true
          count>14.9                    | true
          count>=15                     | true
          count<15                      | false
          count<=15                     | true
          count>abc                     | false
          count==abc                    | false
          count!=abc                    | true
          ratio==.5                     | true
          on==true                      | true
          on==TRUE                      | true
          on!=false                     | true
          text==15                      | true
          text>2                        | false
          none==null                    | false
          none!=null                    | true
          missing==x                    | false
          missing!=x                    | true
          missing>0                     | false
          spec.id==cc6a                 | true
          spec.id.more==cc6a            | false
          spec==cc6a                    | false
          ids[]==b                      | true
          ids[]!=b                      | false
          ids[]!=c                      | true
          ids==a                        | false
          name[]==hubspot               | false
          columns[].name==vid           | true
          columns[].name==vid,other     | true
          columns[].name==other         | false
          nested[].deep[].x>1           | true
          nested[].deep[].x>2           | false
          """)
  void tellsWhetherADocumentMatches(String filter, boolean matches) throws Exception {
    assertThat(Filter.parse(filter).matches(Json.mapper().readTree(DOCUMENT))).isEqualTo(matches);
  }

  @Test
  void readsPathOperatorAndValues() {
    assertThat(Filter.parse("a.b[].c==\"x,y\",z"))
        .isEqualTo(new Filter("a.b[].c", Filter.Op.EQ, List.of("x,y", "z")));
    assertThat(Filter.parse("at>=1593134665781"))
        .isEqualTo(new Filter("at", Filter.Op.GE, List.of("1593134665781")));
    assertThat(Filter.parse("url==http://a?b=c"))
        .isEqualTo(new Filter("url", Filter.Op.EQ, List.of("http://a?b=c")));
  }

  @ParameterizedTest
  @CsvSource({
    "name~abc, FLOW-1440-400",
    "name=~abc, FLOW-1440-400",
    "name==, FLOW-1453-400",
    "'name==a,', FLOW-1453-400",
    "'name<1,2', FLOW-1443-400",
    "'name>=1,2', FLOW-1443-400",
    "name, FLOW-1452-400"
  })
  void refusesWhatIsNoFilter(String filter, String code) {
    assertThatThrownBy(() -> Filter.parse(filter))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code().code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "id,name", " id , name "})
  void aListOfNamesIsAProjection(String text) {
    assertThat(Filter.isProjection(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "id==1", "id=1", "id~1"})
  void aConditionIsNoProjection(String text) {
    assertThat(Filter.isProjection(text)).isFalse();
  }
}
