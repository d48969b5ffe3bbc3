package io.tributary.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Window;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final Instant NINE = Instant.parse("2026-06-01T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-06-01T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-06-01T11:00:00Z");

  @Test
  void aFirstReadOfEverythingSetsTheMark() {
    assertThat(mark(null, ELEVEN, null)).isEqualTo(ELEVEN);
  }

  @Test
  void aWindowThatJoinsWhatWasReadMovesTheMark() {
    assertThat(mark(NINE, ELEVEN, TEN)).isEqualTo(ELEVEN);
    assertThat(mark(TEN, ELEVEN, TEN)).isEqualTo(ELEVEN);
  }

  @Test
  void aWindowThatLeavesAGapDoesNotMoveTheMark() {
    assertThat(mark(TEN, ELEVEN, NINE)).isNull();
    assertThat(mark(TEN, ELEVEN, null)).isNull();
  }

  @Test
  void readingThePastAgainDoesNotMoveTheMarkBack() {
    assertThat(mark(NINE, TEN, ELEVEN)).isEqualTo(ELEVEN);
  }

  private static @Nullable Instant mark(
      @Nullable Instant from, Instant to, @Nullable Instant before) {
    return Work.mark(new Window(from, to), before);
  }
}
