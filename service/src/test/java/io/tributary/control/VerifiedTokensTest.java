package io.tributary.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.TestClock;
import io.tributary.model.TributaryException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Tokens.Bearer ADA = new Tokens.Bearer("org", "client", "ada", 1);

  private final TestClock clock = new TestClock();
  private final Instant noon = clock.instant();
  private final VerifiedTokens tokens = new VerifiedTokens(clock);
  private int checks;

  @Test
  void checksASignatureOnceAMinute() {
    for (int second = 0; second < 180; second++) {
      assertThat(asked("token", noon.plusSeconds(3_600))).isEqualTo(ADA);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(checks).isEqualTo(3);
  }

  @Test
  void asksAgainOnceATokenHasEnded() {
    Instant end = noon.plusSeconds(10);
    asked("token", end);
    clock.advance(Duration.ofMillis(9_999));
    asked("token", end);
    assertThat(checks).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> tokens.get("token", VerifiedTokensTest::refuse))
        .isInstanceOf(TributaryException.class);
  }

  @Test
  void asksAgainWhenTheClockWasPutBack() {
    asked("token", noon.plusSeconds(3_600));
    clock.advance(Duration.ofSeconds(-1));
    asked("token", noon.plusSeconds(3_600));
    assertThat(checks).isEqualTo(2);
  }

  @Test
  void keepsNothingThatWasRefused() {
    assertThatThrownBy(() -> tokens.get("forged", VerifiedTokensTest::refuse)).isNotNull();
    assertThat(asked("forged", noon.plusSeconds(1))).isEqualTo(ADA);
    assertThat(checks).isEqualTo(1);
  }

  private Tokens.Bearer asked(String token, Instant end) {
    return tokens.get(
        token,
        text -> {
          checks++;
          return tokens.of(ADA, end);
        });
  }

  private static VerifiedTokens.Verified refuse(String token) {
    throw Tokens.refused();
  }
}
