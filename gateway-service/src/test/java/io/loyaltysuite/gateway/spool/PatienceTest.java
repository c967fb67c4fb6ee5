package io.loyaltysuite.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody waits longer than they are told. */
class PatienceTest {

  @Test
  void endsWhatTakesTooLong() {
    try (var patience = new Patience<>("test", Duration.ofMillis(50), "late")) {
      long began = System.nanoTime();
      assertThat(patience.with(new CompletableFuture<>()).join()).isEqualTo("late");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(ms(50), ms(2000));
    }
  }

  @Test
  void leavesAloneWhatIsDoneInTime() {
    try (var patience = new Patience<>("test", Duration.ofMillis(50), "late")) {
      var first = patience.with(new CompletableFuture<>());
      var second = patience.with(new CompletableFuture<>());
      second.complete("in time");
      assertThat(first.join()).isEqualTo("late");
      assertThat(second.join()).isEqualTo("in time");
    }
  }

  /**
   * One that fails to end must not keep the others waiting, nor what hangs on it throw them off.
   */
  @Test
  void endsAllWhateverFollowsFromOne() {
    try (var patience = new Patience<>("test", Duration.ofMillis(20), "late")) {
      var futures = IntStream.range(0, 100).mapToObj(_ -> new CompletableFuture<String>()).toList();
      futures.forEach(
          future -> {
            var _ =
                patience
                    .with(future)
                    .thenRun(
                        () -> {
                          throw new IllegalStateException("on purpose");
                        });
          });
      await().until(() -> futures.stream().allMatch(CompletableFuture::isDone));
    }
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
