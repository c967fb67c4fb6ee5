package io.loyaltysuite.loyalty.ledger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Forgets keys of requests whose time is over, now and then. */
@Component
class KeyHousekeeping implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(KeyHousekeeping.class);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final RequestKeys keys;
  private final RestProperties properties;
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  KeyHousekeeping(RequestKeys keys, RestProperties properties) {
    this.keys = keys;
    this.properties = properties;
  }

  private void work(CountDownLatch end) {
    try {
      while (!end.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        forget();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget() {
    try {
      keys.forget(properties.keyRetention());
    } catch (RuntimeException e) {
      LOG.warn("Old keys of requests are forgotten later", e);
    }
  }

  @Override
  public void start() {
    var end = new CountDownLatch(1);
    stopped = end;
    Thread.ofVirtual().name("key-housekeeping").start(() -> work(end));
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
