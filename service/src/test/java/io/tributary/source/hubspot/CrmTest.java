package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CrmTest {
  private static final String LETTERS = "abcxyzABCXYZ0189__";

  @ParameterizedTest
  @CsvSource({
    "firstname, Properties_Firstname_Value",
    "hs_lead_status, Properties_Hs_Lead_Status_Value",
    "hs_v2_date_entered_12345, Properties_Hs_V2_Date_Entered_12345_Value",
    "a__b, Properties_A__B_Value",
    "_x_, Properties__X__Value",
    "n1_2b, Properties_N1_2b_Value",
    "camelCase, Properties_CamelCase_Value",
    "Loud_NAME, Properties_loud_nAME_Value",
    "value, Properties_Value_Value"
  })
  void namesColumnsAsAdobeDoesAndFindsThePropertyAgain(String property, String column) {
    assertThat(Crm.columnName(property)).isEqualTo(column);
    assertThat(Crm.property(column)).isEqualTo(property);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Vid", "Added_At", "Updated_At", "Portal_Id", "Archived", "", "Properties_Value"})
  void takesOtherColumnsForNoProperty(String column) {
    assertThat(Crm.property(column)).isNull();
  }

  @Test
  void givesEveryLegalNameAColumnOfItsOwn() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      StringBuilder name = new StringBuilder();
      int length = 1 + random.nextInt(1 + random.nextInt(12));
      for (int j = 0; j < length; j++) {
        name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      String property = name.toString();
      String column = Crm.columnName(property);

      assertThat(Crm.property(column)).as("seed %d", seed).isEqualTo(property);
      String other = byColumn.put(column, property);
      assertThat(other == null || other.equals(property)).as("seed %d: %s", seed, column).isTrue();
    }
  }
}
