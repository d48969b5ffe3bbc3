package io.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The benchmark compares two that do the same. */
final class FiftyFieldsTest {
  @Test
  void theMappingAndTheJavaByHandMakeTheSameRows() {
    FiftyFields fields = new FiftyFields();
    Mapping mapping = fields.mapping();
    Mapping demanding = fields.demandingMapping();
    for (@Nullable Object[] record : fields.records()) {
      Mapped mapped = mapping.map(record);
      assertThat(mapped.row()).isEqualTo(fields.byHand(record));
      assertThat(mapped.warnings()).isEmpty();
      assertThat(demanding.map(record).row()).isEqualTo(fields.byHandWithDemands(record));
    }
  }
}
