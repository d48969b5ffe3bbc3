package io.tributary.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.ConnectionSpec;
import io.tributary.model.TributaryException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of each kind of source, also of those without a connector. */
final class LookTest {
  private static ConnectionSpec spec(String name) {
    Catalogue catalogue = Catalogue.load();
    return catalogue.sources().stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow()
        .spec(catalogue);
  }

  private static Look look(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      parameters.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    return Look.of(parameters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "objectType=root",
        "objectType=folder&object=a/b",
        "objectType=file&object=a/b.csv&preview=true&fileType=delimited&columnDelimiter=;",
        "objectType=FILE&object=a/b.csv&FileType=Delimited&CompressionType=gzip&encoding=UTF-8",
        "objectType=file&object=a/b.csv&columnDelimiter=\t"
      })
  void filesAreAskedFor(String query) {
    look(query).check(spec("amazon-s3"));
  }

  @ParameterizedTest
  @CsvSource({
    "amazon-s3, objectType=table&object=x, FLOW-1336-400",
    "amazon-s3, objectType=rest&object=x, FLOW-1336-400",
    "amazon-s3, objectType=folder, FLOW-1337-400",
    "amazon-s3, objectType=file, FLOW-1337-400",
    "amazon-s3, objectType=file&object=x&fileType=xml, FLOW-1399-400",
    "amazon-s3, objectType=file&object=x&columnDelimiter=||, FLOW-1331-400",
    "amazon-s3, objectType=file&object=x&determineProperties=true&fileType=json, FLOW-1374-400",
    "amazon-s3, objectType=file&object=x&determineProperties=true&encoding=UTF-8, FLOW-1374-400",
    "amazon-s3, objectType=file&object=x&determineProperties=true, FLOW-1371-400",
    "zendesk, objectType=rest, FLOW-1337-400",
    "zendesk, objectType=root, FLOW-1336-400",
    "zendesk, objectType=rest&object=x&determineProperties=true, FLOW-1376-400",
    "postgresql, objectType=file&object=x, FLOW-1336-400",
    "google-big-query, objectType=table&object=x&filters=e30=, FLOW-1352-400",
    "amazon-kinesis, objectType=root, FLOW-1336-400",
    "acxiom-data-ingestion, objectType=root, FLOW-1336-400"
  })
  void isRefused(String source, String query, String code) {
    assertThatThrownBy(() -> look(query).check(spec(source)))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code().code()).isEqualTo(code));
  }

  @Test
  void restIsAskedForWithItsParameters() {
    look("objectType=rest&object=tickets&fileType=json&sourceParams=e30=&preview=true")
        .check(spec("zendesk"));
    assertThat(look("objectType=rest&object=x").isPlace()).isFalse();
    assertThat(look("objectType=folder&object=x").isPlace()).isTrue();
  }
}
