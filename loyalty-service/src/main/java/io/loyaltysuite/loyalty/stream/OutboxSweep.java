package io.loyaltysuite.loyalty.stream;

import io.loyaltysuite.loyalty.ledger.Outbox;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Publishes what lies in the {@link Outbox}, again and again until the broker has it. */
@Component
class OutboxSweep implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxSweep.class);

  private final Outbox outbox;
  private final Publisher publisher;
  private final StreamMetrics metrics;
  private final StreamProperties properties;
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  OutboxSweep(
      Outbox outbox, Publisher publisher, StreamMetrics metrics, StreamProperties properties) {
    this.outbox = outbox;
    this.publisher = publisher;
    this.metrics = metrics;
    this.properties = properties;
  }

  private void work(CountDownLatch end) {
    boolean failing = false;
    try {
      do {
        failing = !sweep(failing);
      } while (!end.await(pause(failing), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pause(boolean failing) {
    return (failing ? properties.maxBackOff() : properties.outboxInterval()).toMillis();
  }

  /** Whether everything went; trouble is told once, not every time. */
  private boolean sweep(boolean failedBefore) {
    try {
      boolean more = true;
      while (more) {
        more = outbox.flush(publisher::publish);
      }
      metrics.outboxEmptied();
      return true;
    } catch (RuntimeException e) {
      if (!failedBefore) {
        LOG.warn("What lies in the outbox cannot be published now; it stays there.", e);
      }
      metrics.outboxStuck();
      return false;
    }
  }

  @Override
  public void start() {
    var end = new CountDownLatch(1);
    stopped = end;
    Thread.ofVirtual().name("outbox-sweep").start(() -> work(end));
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
