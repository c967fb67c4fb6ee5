package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.demo.Paint;
import io.loyaltysuite.simulator.demo.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SupervisorTest {

  private final List<CompletableFuture<ProcessHandle>> exits = new CopyOnWriteArrayList<>();
  private final AtomicInteger starts = new AtomicInteger();
  private final Supervisor supervisor = new Supervisor(new Progress(new Paint(false)));

  @Test
  void startsAChildAgainThatHasEnded() {
    supervisor.watch("child", this::exit, starts::incrementAndGet);
    exits.getLast().complete(ProcessHandle.current());
    awaitStarts(1);
    Awaitility.await().until(() -> exits.size() == 2);
    exits.getLast().complete(ProcessHandle.current());
    awaitStarts(2);
  }

  @Test
  void triesAgainWhenAStartFails() {
    supervisor.watch(
        "child",
        this::exit,
        () -> {
          if (starts.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
        });
    exits.getLast().complete(ProcessHandle.current());
    awaitStarts(3);
    Awaitility.await().until(() -> exits.size() == 2);
  }

  @Test
  void aChildThatNeedsAnotherDoesNotKeepItFromStarting() {
    var needed = new CompletableFuture<ProcessHandle>();
    var other = new CompletableFuture<ProcessHandle>();
    supervisor.watch(
        "waits for the other",
        this::exit,
        () -> {
          starts.incrementAndGet();
          needed.join();
        });
    supervisor.watch("other", () -> other, () -> needed.complete(ProcessHandle.current()));
    exits.getFirst().complete(ProcessHandle.current());
    awaitStarts(1);
    other.complete(ProcessHandle.current());
    assertThat(needed).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void leavesAChildAloneThatEndsOnPurpose() {
    supervisor.watch("child", this::exit, starts::incrementAndGet);
    supervisor.close();
    exits.getLast().complete(ProcessHandle.current());
    assertThat(starts).hasValue(0);
  }

  private CompletableFuture<ProcessHandle> exit() {
    exits.add(new CompletableFuture<>());
    return exits.getLast();
  }

  private void awaitStarts(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(starts).hasValueGreaterThanOrEqualTo(count));
  }
}
