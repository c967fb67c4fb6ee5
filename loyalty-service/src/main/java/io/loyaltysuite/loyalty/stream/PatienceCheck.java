package io.loyaltysuite.loyalty.stream;

import io.loyaltysuite.loyalty.stream.PatientContainers.Patient;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.cloud.stream.config.ConsumerEndpointCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.messaging.support.ErrorMessage;

/**
 * Refuses a binding whose container lacks the patient error handler, before it reads a record, and
 * with it the start of the service.
 */
final class PatienceCheck
    implements ConsumerEndpointCustomizer<KafkaMessageDrivenChannelAdapter<?, ?>>, SmartLifecycle {

  private final AtomicReference<@Nullable String> violation = new AtomicReference<>();
  private volatile boolean running;

  @Override
  public void configure(
      KafkaMessageDrivenChannelAdapter<?, ?> endpoint, String destination, String group) {
    if (!(container(endpoint).getCommonErrorHandler() instanceof Patient)) {
      var text = "binding of " + destination + " lacks the error handler that never gives up";
      violation.set(text);
      throw new IllegalStateException(text);
    }
    // The binder's error channel would log every attempt; the failure itself is enough.
    endpoint.setErrorChannel(
        (message, _) -> {
          throw failure((ErrorMessage) message);
        });
  }

  /** Runs after the bindings were made. */
  @Override
  public void start() {
    var text = violation.get();
    if (text != null) {
      throw new IllegalStateException(text);
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

  private static AbstractMessageListenerContainer<?, ?> container(
      KafkaMessageDrivenChannelAdapter<?, ?> endpoint) {
    var container = new DirectFieldAccessor(endpoint).getPropertyValue("messageListenerContainer");
    if (container instanceof AbstractMessageListenerContainer<?, ?> found) {
      return found;
    }
    throw new IllegalStateException("no listener container in " + endpoint);
  }

  private static RuntimeException failure(ErrorMessage message) {
    return message.getPayload() instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(message.getPayload());
  }
}
