package io.loyaltysuite.gateway.delivery;

import java.time.Duration;
import java.util.Map;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Tries a failed poll again until it works, whatever the failure. The binder's own handler would
 * give up after ten tries within a blink, and commit.
 */
final class EndlessRetry extends DefaultErrorHandler {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  EndlessRetry() {
    super(backOff());
    setClassifications(Map.of(), true);
    setLogLevel(KafkaException.Level.DEBUG);
  }

  private static ExponentialBackOff backOff() {
    var backOff = new ExponentialBackOff(FIRST.toMillis(), 2);
    backOff.setMaxInterval(LONGEST.toMillis());
    return backOff;
  }
}
