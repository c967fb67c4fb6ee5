package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.time.Schedule;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Document;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts a process again and again at a steady rate. Each start gets its running number, from 1, as
 * the parameter {@code n} and in its document's key.
 */
public final class Load {

  private final AtomicLong started = new AtomicLong();
  private final CompletableFuture<Long> end = new CompletableFuture<>();
  private volatile boolean stopped;

  private Load() {}

  static Load begin(
      Portal portal, BusinessProcess process, Document document, double perSecond, long count) {
    if (perSecond <= 0 || count < 0) {
      throw new IllegalArgumentException(
          "load: " + count + " at " + perSecond + "/s (expected: >= 0 at > 0/s)");
    }
    var load = new Load();
    Thread.ofVirtual()
        .name("load")
        .start(() -> load.run(portal, process, document, perSecond, count));
    return load;
  }

  private void run(
      Portal portal, BusinessProcess process, Document document, double perSecond, long count) {
    long began = System.nanoTime();
    while (!stopped && started.get() < count && !Thread.currentThread().isInterrupted()) {
      long due = began + (long) (started.get() * 1e9 / perSecond);
      long early = due - System.nanoTime();
      if (early > 0) {
        Schedule.pause(Duration.ofNanos(early));
      }
      long number = started.incrementAndGet();
      portal.start(process, document.numbered(number), Map.of("n", number));
    }
    end.complete(started.get());
  }

  /** Processes started so far. */
  public long started() {
    return started.get();
  }

  /** Completes with the number of starts when the last process was started; they may still run. */
  public CompletableFuture<Long> end() {
    return end;
  }

  /** Starts no more. */
  public void stop() {
    stopped = true;
  }
}
