package io.loyaltysuite.gateway.bootstrap;

import io.loyaltysuite.schemas.EventCodec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the schema registry now and then whether it is there; nothing else would notice for days.
 */
@Component
class RegistryWatch implements SmartLifecycle {

  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final EventCodec codec;
  private final RegistryMetrics metrics;
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  RegistryWatch(EventCodec codec, RegistryMetrics metrics) {
    this.codec = codec;
    this.metrics = metrics;
  }

  private void watch(CountDownLatch end) {
    try {
      do {
        metrics.away(!codec.registryAnswers());
      } while (!end.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    var end = new CountDownLatch(1);
    stopped = end;
    Thread.ofVirtual().name("registry-watch").start(() -> watch(end));
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }
}
