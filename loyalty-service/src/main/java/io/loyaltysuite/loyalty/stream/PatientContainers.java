package io.loyaltysuite.loyalty.stream;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Gives every listener container the one error handler this service allows: it tries a failed poll
 * again, ever more slowly and without end, whatever the exception is. The binder's own would throw
 * a failed batch away after ten tries and commit it.
 */
final class PatientContainers
    implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {

  private final StreamProperties properties;
  private final StreamMetrics metrics;

  PatientContainers(StreamProperties properties, StreamMetrics metrics) {
    this.properties = properties;
    this.metrics = metrics;
  }

  @Override
  public void configure(
      AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
    container.setCommonErrorHandler(new Patient(properties, new RetryLog(metrics)));
  }

  /** The handler itself; {@link PatienceCheck} looks for its type. */
  static final class Patient extends DefaultErrorHandler {

    Patient(StreamProperties properties, RetryListener listener) {
      super(endless(properties));
      setClassifications(Map.of(), true);
      setRetryListeners(listener);
      setReclassifyOnExceptionChange(false);
    }

    private static ExponentialBackOff endless(StreamProperties properties) {
      var backOff =
          new ExponentialBackOff(properties.firstBackOff().toMillis(), properties.backOffFactor());
      backOff.setMaxInterval(properties.maxBackOff().toMillis());
      return backOff;
    }
  }

  /** One line when trouble starts and now and then while it lasts, instead of one per attempt. */
  private record RetryLog(StreamMetrics metrics) implements RetryListener {

    private static final Logger LOG = LoggerFactory.getLogger(PatientContainers.class);
    private static final int REMIND_EVERY = 20;

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> one, @Nullable Exception e, int attempt) {
      metrics.failedPoll();
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, Exception e, int attempt) {
      metrics.failedPoll();
      if (attempt % REMIND_EVERY == 1) {
        LOG.warn(
            "A poll of {} commands failed (attempt {}); it is tried until it succeeds.",
            records.count(),
            attempt,
            NestedExceptionUtils.getMostSpecificCause(e));
      }
    }
  }
}
