package io.loyaltysuite.gateway.spool;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends futures that take too long, all after the same time and up to {@link #STEP} later. For
 * futures that come by the thousand and are nearly always done in time: a timer for each would take
 * longer to set and clear than most of what they wait for.
 */
public final class Patience<T> implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(20);

  private record Waiting<T>(CompletableFuture<T> future, long sinceNanos) {}

  private final long nanos;
  private final T end;
  private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService sweeping;

  /**
   * Begins to look after futures.
   *
   * @param end what a future is completed with that takes longer
   */
  public Patience(String name, Duration longest, T end) {
    this.nanos = longest.toNanos();
    this.end = end;
    this.sweeping =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
    var _ =
        sweeping.scheduleWithFixedDelay(
            () -> sweep(System.nanoTime()),
            STEP.toMillis(),
            STEP.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** The same future, which will be done in time. */
  public CompletableFuture<T> with(CompletableFuture<T> future) {
    if (!future.isDone()) {
      waiting.add(new Waiting<>(future, System.nanoTime()));
    }
    return future;
  }

  /** The oldest is the first that is late, so all behind one that is not are not. */
  private void sweep(long now) {
    for (var first = waiting.peek();
        first != null && (first.future().isDone() || now - first.sinceNanos() >= nanos);
        first = waiting.peek()) {
      waiting.remove();
      if (!first.future().isDone()) {
        var _ = first.future().completeAsync(() -> end);
      }
    }
  }

  /** Futures that are not done by now take as long as they take. */
  @Override
  public void close() {
    sweeping.shutdownNow();
  }
}
