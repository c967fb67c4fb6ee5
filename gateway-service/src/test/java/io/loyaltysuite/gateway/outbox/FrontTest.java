package io.loyaltysuite.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrontTest {
  private static final long SECOND = 1_000_000_000;

  private final Front front = new Front();

  @Test
  void anEventThatStaysFirstAges() {
    assertThat(front.seconds(7, 10 * SECOND)).isZero();
    assertThat(front.seconds(7, 40 * SECOND)).isEqualTo(30);
  }

  @Test
  void aQueueThatMovesIsNeverOldHoweverLongItIs() {
    front.seconds(7, 10 * SECOND);
    assertThat(front.seconds(8, 40 * SECOND)).isZero();
  }

  @Test
  void anEmptyQueueHasNoAge() {
    front.seconds(0, 10 * SECOND);
    assertThat(front.seconds(0, 40 * SECOND)).isZero();
    assertThat(front.seconds(7, 50 * SECOND)).isZero();
  }
}
