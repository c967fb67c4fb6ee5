package io.loyaltysuite.gateway.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnderwayTest {
  private final Underway underway = new Underway();

  @Test
  void whatIsTriedAgainAndAgainAges() {
    underway.began(1_000);
    underway.began(1_000);
    assertThat(underway.age(61_000)).isEqualTo(60);
    underway.ended();
    assertThat(underway.age(61_000)).isZero();
  }

  @Test
  void theOldestOfAllThreadsCounts() throws InterruptedException {
    underway.began(5_000);
    Thread.ofPlatform().name("another").start(() -> underway.began(2_000)).join();
    assertThat(underway.age(12_000)).isEqualTo(10);
  }

  @Test
  void aClockBehindTheRecordsGivesNoNegativeAge() {
    underway.began(5_000);
    assertThat(underway.age(4_000)).isZero();
  }
}
