package io.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionCaseTest {

  /** The functions that the published guide documents; all but one can be had. */
  private static final String PUBLISHED =
      """
      concat explode instr replacestr substr lower lcase upper ucase split join lpad rpad left right
      trim ltrim rtrim equals equalsIgnoreCase extract_regex matches_regex
      sha1 sha256 sha512 md5 crc32
      get_url_protocol get_url_host get_url_port get_url_path get_url_query_str get_url_encoded
      get_url_decoded now timestamp format dformat date date_part set_date_part make_date_time
      make_timestamp zone_date_to_utc zone_date_to_zone
      is_empty arrays_to_object arrays_to_objects to_object str_to_object contains_key is_set nullify
      get_keys get_values map_get_values map_has_keys add_to_map object_to_map array_to_map to_map
      coalesce first last add_to_array join_arrays to_array size_of upsert_array_append
      upsert_array_replace array_to_string filterArray transformArray flattenArray
      iif decode min max to_integer to_decimal to_float to_bigint json_to_object uuid guid
      ua_os_name ua_os_version ua_os_version_major ua_os_name_version ua_agent_name ua_agent_version
      ua_agent_version_major ua_device_class
      aa_get_event_id aa_get_event_value aa_get_product_categories aa_get_product_names
      aa_get_product_quantities aa_get_product_quantity aa_get_product_prices aa_get_product_price
      aa_get_product_event_values aa_get_product_evars
      """;

  @Test
  void everyPublishedFunctionIsThere() {
    assertThat(Library.names()).containsExactlyInAnyOrder(PUBLISHED.strip().split("\\s+"));
    assertThat(Cases.text("fpid_to_ecid(a)")).startsWith("refused: fpid_to_ecid exists only");
  }

  private static Stream<String> cases() {
    return Stream.of(
            FunctionCases.TEXT,
            FunctionCases.REGEX_AND_HASH,
            FunctionCases.URL,
            FunctionCases.DATE,
            FunctionCases.OBJECT,
            FunctionCases.ARRAY,
            FunctionCases.LOGIC,
            FunctionCases.ADOBE)
        .flatMap(Cases::lines);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheDocumentedResult(String line) {
    int arrow = line.lastIndexOf(" => ");
    String expected = line.substring(arrow + 4);
    String result = Cases.text(line.substring(0, arrow));
    if (expected.endsWith("…")) {
      assertThat(result).startsWith(expected.substring(0, expected.length() - 1));
    } else {
      assertThat(result).isEqualTo(expected.equals("(empty)") ? "" : expected);
    }
  }

  /** One of them with null; the documented examples are held by {@link FunctionsTest}. */
  @Test
  void everyFunctionHasThreeCases() {
    for (String name : Library.names()) {
      List<String> own =
          cases()
              .map(line -> line.substring(0, line.lastIndexOf(" => ")))
              .filter(expression -> expression.matches("(.*[^A-Za-z_0-9])?" + name + "\\(.*"))
              .toList();
      assertThat(own).as(name).hasSizeGreaterThanOrEqualTo(3);
      boolean constant = Library.required(name).most() == 0;
      assertThat(constant || own.stream().anyMatch(e -> e.matches(".*\\b(none|null)\\b.*")))
          .as(name + " with null")
          .isTrue();
    }
  }
}
