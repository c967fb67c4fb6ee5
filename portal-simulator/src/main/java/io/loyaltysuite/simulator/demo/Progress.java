package io.loyaltysuite.simulator.demo;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells on the console what is being done and how long it took. On a terminal one more line, which
 * is written over and over, shows what is still under way.
 */
public final class Progress implements AutoCloseable {

  private static final String ERASE_LINE = "\r\u001b[K";
  private static final long TICK_MILLIS = 250;

  private final Paint paint;
  private final long began = System.nanoTime();
  private final Set<String> underWay = new LinkedHashSet<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());

  public Progress(Paint paint) {
    this.paint = paint;
    if (paint.isOn()) {
      var _ =
          ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  public Paint paint() {
    return paint;
  }

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Does something that takes time, with a line when it is done. */
  public <T> T step(String name, Callable<T> work) throws Exception {
    var start = System.nanoTime();
    begin(name);
    try {
      var result = work.call();
      end(name, paint.green("✓"), Duration.ofNanos(System.nanoTime() - start));
      return result;
    } catch (Exception e) {
      end(name, paint.red("✗"), Duration.ofNanos(System.nanoTime() - start));
      throw e;
    }
  }

  /** Writes a line of its own. */
  public synchronized void say(String line) {
    erase();
    System.out.println(line);
  }

  @Override
  public synchronized void close() {
    ticker.shutdownNow();
    erase();
  }

  public static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }

  private synchronized void begin(String name) {
    underWay.add(name);
    if (!paint.isOn()) {
      System.out.println("  … " + name);
    }
  }

  private synchronized void end(String name, String sign, Duration took) {
    underWay.remove(name);
    erase();
    System.out.println(String.format(Locale.ROOT, "  %s %-34s %8s", sign, name, seconds(took)));
  }

  private synchronized void tick() {
    if (!underWay.isEmpty() && !ticker.isShutdown()) {
      var line = "  … " + String.join(", ", underWay) + "  " + seconds(elapsed());
      System.out.print(ERASE_LINE + paint.dim(line));
      System.out.flush();
    }
  }

  private void erase() {
    if (paint.isOn()) {
      System.out.print(ERASE_LINE);
    }
  }
}
