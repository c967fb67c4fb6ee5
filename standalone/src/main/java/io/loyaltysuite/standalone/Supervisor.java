package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.demo.Progress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts child processes again when they end without having been told to, with growing pauses.
 * Never gives up: the services wait, and lose nothing meanwhile.
 */
final class Supervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** A process that has lived this long has earned the short pause again. */
  private static final Duration STABLE = Duration.ofSeconds(10);

  private final Progress progress;

  /** A thread for each child: the registry's start may wait for the database's. */
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          0, Thread.ofPlatform().daemon().name("supervisor-", 1).factory());

  private volatile boolean closed;

  Supervisor(Progress progress) {
    this.progress = progress;
  }

  /**
   * Watches over one child.
   *
   * @param exit gives the end of the process that runs now
   * @param start starts it again; returns when it is ready
   */
  synchronized void watch(
      String name, Supplier<CompletableFuture<ProcessHandle>> exit, Runnable start) {
    executor.setCorePoolSize(executor.getCorePoolSize() + 1);
    watch(new Child(name, exit, start), FIRST_PAUSE);
  }

  @Override
  public void close() {
    closed = true;
    executor.shutdownNow();
  }

  private void watch(Child child, Duration pause) {
    var since = System.nanoTime();
    var _ =
        child
            .exit()
            .get()
            .thenRun(
                () -> {
                  if (!closed) {
                    progress.say(
                        progress.paint().yellow("! ")
                            + child.name()
                            + " has ended; starting it again");
                    LOG.warn("{} has ended, starting it again in {}", child.name(), pause);
                    var lived = Duration.ofNanos(System.nanoTime() - since);
                    restartAfter(child, lived.compareTo(STABLE) > 0 ? FIRST_PAUSE : pause);
                  }
                });
  }

  private void restartAfter(Child child, Duration pause) {
    if (!closed) {
      var _ =
          executor.schedule(() -> restart(child, pause), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void restart(Child child, Duration pause) {
    var began = System.nanoTime();
    var next =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    try {
      child.start().run();
      var took = Duration.ofNanos(System.nanoTime() - began);
      progress.say(
          progress.paint().green("✓ ") + child.name() + " runs again " + Progress.seconds(took));
      watch(child, next);
    } catch (RuntimeException e) {
      LOG.warn("{} does not start; next try in {}", child.name(), next, e);
      restartAfter(child, next);
    }
  }

  private record Child(
      String name, Supplier<CompletableFuture<ProcessHandle>> exit, Runnable start) {}
}
