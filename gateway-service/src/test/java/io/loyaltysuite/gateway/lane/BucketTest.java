package io.loyaltysuite.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loyaltysuite.gateway.lane.Bucket.Limits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Limits LIMITS = new Limits(2, 40);

  @Test
  void fallsByTheRate() {
    var later = new Bucket(40, NOON).at(NOON.plusMillis(2500), LIMITS);
    assertThat(later.level()).isEqualTo(35, within(1e-9));
  }

  @Test
  void neverFallsBelowEmpty() {
    assertThat(new Bucket(3, NOON).at(NOON.plusSeconds(60), LIMITS).level()).isZero();
  }

  @Test
  void isNotFilledByAClockThatWentBack() {
    var bucket = new Bucket(3, NOON);
    assertThat(bucket.at(NOON.minusSeconds(60), LIMITS)).isEqualTo(bucket);
  }

  @Test
  void takesARequestUpToTheBurstAndNoFurther() {
    assertThat(new Bucket(39, NOON).takes(1, LIMITS)).isTrue();
    assertThat(new Bucket(39.5, NOON).takes(1, LIMITS)).isFalse();
  }

  @Test
  void alwaysTakesWhatThePortalDoesNotCount() {
    assertThat(new Bucket(100, NOON).takes(0, LIMITS)).isTrue();
  }

  @Test
  void hasRoomAgainAtTheNamedInstant() {
    var full = new Bucket(40, NOON);
    var roomAt = full.roomAt(1, LIMITS);
    assertThat(roomAt).isEqualTo(NOON.plusMillis(500));
    assertThat(full.at(roomAt, LIMITS).takes(1, LIMITS)).isTrue();
  }

  @Test
  void neverLetsThePortalCountAboveTheBurst() {
    var bucket = new Bucket(0, NOON);
    var now = NOON;
    int sent = 0;
    while (now.isBefore(NOON.plusSeconds(60))) {
      bucket = bucket.at(now, LIMITS);
      if (bucket.takes(1, LIMITS)) {
        bucket = bucket.plus(1);
        sent++;
      }
      assertThat(bucket.level()).isLessThanOrEqualTo(40);
      now = now.plus(Duration.ofMillis(50));
    }
    assertThat(sent).isBetween(155, 160);
  }
}
