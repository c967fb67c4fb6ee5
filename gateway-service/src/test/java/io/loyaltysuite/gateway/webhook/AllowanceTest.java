package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void letsABurstThroughAndThenOnePerInterval() {
    var allowance = new Allowance(2, Duration.ofSeconds(10), 0);
    assertThat(allowance.take(0)).isZero();
    assertThat(allowance.take(1)).isZero();
    assertThat(allowance.take(2)).isEqualTo(-1);
    assertThat(allowance.take(9 * SECOND)).isEqualTo(-1);
    assertThat(allowance.take(10 * SECOND)).isEqualTo(2);
    assertThat(allowance.take(11 * SECOND)).isEqualTo(-1);
  }

  @Test
  void savesUpNoMoreThanABurst() {
    var allowance = new Allowance(2, Duration.ofSeconds(10), 0);
    assertThat(allowance.take(1000 * SECOND)).isZero();
    assertThat(allowance.take(1000 * SECOND)).isZero();
    assertThat(allowance.take(1000 * SECOND)).isEqualTo(-1);
  }
}
