package io.loyaltysuite.gateway.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.stereotype.Component;

/**
 * Sees to it that no record is ever given up: equips every bound container with {@link
 * EndlessRetry}, and stops the start of a gateway in which one came up without it.
 */
@Component
class Consumption
    implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>>,
        ApplicationListener<ConsumerStartingEvent>,
        SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Consumption.class);

  private final Set<String> careless = ConcurrentHashMap.newKeySet();
  private final DeliveryMeters meters;
  private volatile boolean running;

  Consumption(DeliveryMeters meters) {
    this.meters = meters;
  }

  @Override
  public void configure(
      AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
    var handler = new EndlessRetry();
    handler.setRetryListeners(new Telling(destination));
    container.setCommonErrorHandler(handler);
  }

  @Override
  public void onApplicationEvent(ConsumerStartingEvent event) {
    var container = event.getContainer(AbstractMessageListenerContainer.class);
    if (!(container.getCommonErrorHandler() instanceof EndlessRetry)) {
      careless.add(String.valueOf(container.getListenerId()));
    }
  }

  /** Runs after the bindings were started. */
  @Override
  public void start() {
    if (!careless.isEmpty()) {
      throw new IllegalStateException(
          "containers that would drop failed records: " + careless + " (expected: none)");
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  /** One line per failed attempt instead of the framework's stack trace. */
  private final class Telling implements RetryListener {
    private final String destination;

    Telling(String destination) {
      this.destination = destination;
    }

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {
      tell(1, e, attempt);
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception e, int attempt) {
      tell(records.count(), e, attempt);
    }

    private void tell(int records, @Nullable Exception e, int attempt) {
      meters.pollFailed();
      var cause = e == null || e.getCause() == null ? e : e.getCause();
      log.warn(
          "{}: {} records fail, attempt {}: {}",
          destination,
          records,
          attempt,
          String.valueOf(cause));
    }
  }
}
