package io.loyaltysuite.gateway.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class RoundsTest {
  private static final Duration AGES = Duration.ofHours(1);
  private static final Duration A_WHILE = Duration.ofMillis(200);
  private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void goOnAfterARoundThatFailed() {
    var rounds =
        rounds(
            Duration.ZERO,
            Duration.ofMillis(1),
            _ -> {
              done.add("round");
              throw new IllegalStateException("trouble");
            });
    rounds.start();
    await().until(() -> done.size() >= 3);
    rounds.stop();
    assertThat(rounds.isRunning()).isFalse();
  }

  @Test
  void doNothingBeforeTheFirstIsDue() {
    var rounds = rounds(AGES, Duration.ZERO, _ -> done.add("round"));
    rounds.start();
    assertThat(rounds.isRunning()).isTrue();
    await().during(A_WHILE).until(done::isEmpty);
    rounds.stop();
  }

  @Test
  void leaveAnIntervalBetweenTwo() {
    var rounds = rounds(Duration.ZERO, AGES, _ -> done.add("round"));
    rounds.start();
    await().until(() -> !done.isEmpty());
    await().during(A_WHILE).until(() -> done.size() == 1);
    rounds.stop();
  }

  /** It is not interrupted: that would close its connection to the database. */
  @Test
  void letTheRunningRoundSeeTheEnd() throws InterruptedException {
    var rounds =
        rounds(
            Duration.ZERO,
            Duration.ZERO,
            end -> {
              done.add("began");
              done.add(end.comesWithin(AGES) && end.hasCome() ? "saw the end" : "saw nothing");
              over.countDown();
            });
    rounds.start();
    await().until(() -> done.contains("began"));
    rounds.stop();
    over.await();
    assertThat(done).containsExactly("began", "saw the end");
  }

  @Test
  void mayBeginAnew() {
    var rounds = rounds(Duration.ZERO, AGES, _ -> done.add("round"));
    rounds.start();
    await().until(() -> done.size() == 1);
    rounds.stop();
    rounds.start();
    await().until(() -> done.size() == 2);
    rounds.stop();
  }

  private static Rounds rounds(Duration first, Duration interval, Rounds.Round round) {
    var trouble =
        new OngoingTrouble(LoggerFactory.getLogger(RoundsTest.class), "It cannot be done");
    return new Rounds("test", first, interval, trouble, round);
  }
}
