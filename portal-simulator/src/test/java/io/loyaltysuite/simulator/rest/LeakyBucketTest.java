package io.loyaltysuite.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.portal.RateLimit;
import org.junit.jupiter.api.Test;

class LeakyBucketTest {

  private static final long SECOND = 1_000_000_000L;
  private static final RateLimit LIMIT = new RateLimit(2, 3, false);

  private final LeakyBucket bucket = new LeakyBucket(0);

  @Test
  void refusesTheRequestThatFindsMoreThanTheThreshold() {
    assertThat(admitted(10, LIMIT, 0)).isEqualTo(4);
  }

  @Test
  void drainsOnceASecondAndNotBetween() {
    admitted(4, LIMIT, 0);

    assertThat(admitted(5, LIMIT, SECOND - 1)).isZero();
    assertThat(admitted(5, LIMIT, SECOND)).isEqualTo(2);
  }

  @Test
  void refusedRequestsCountOnlyWhenToldSo() {
    var strict = new RateLimit(2, 3, true);
    admitted(10, strict, 0);

    assertThat(admitted(1, strict, 3 * SECOND)).isZero();
    assertThat(admitted(1, strict, 4 * SECOND)).isOne();
  }

  @Test
  void neverRefusesWithoutALimit() {
    assertThat(admitted(1_000, RateLimit.OFF, 0)).isEqualTo(1_000);
  }

  private int admitted(int requests, RateLimit limit, long now) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += bucket.admits(limit, now) ? 1 : 0;
    }
    return admitted;
  }
}
