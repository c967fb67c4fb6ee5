package io.loyaltysuite.loyalty.stream;

import io.loyaltysuite.loyalty.ledger.Outbox;
import io.loyaltysuite.loyalty.rounds.Rounds;
import io.loyaltysuite.loyalty.rounds.Rounds.Pace;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Publishes what lies in the {@link Outbox}, again and again until the broker has it. */
@Component
class OutboxSweep {

  private final Outbox outbox;
  private final Publisher publisher;
  private final StreamMetrics metrics;
  private final StreamProperties properties;

  OutboxSweep(
      Outbox outbox, Publisher publisher, StreamMetrics metrics, StreamProperties properties) {
    this.outbox = outbox;
    this.publisher = publisher;
    this.metrics = metrics;
    this.properties = properties;
  }

  private void sweep() {
    try {
      boolean more = true;
      while (more) {
        more = outbox.flush(publisher::publish);
      }
      metrics.outboxEmptied();
    } catch (RuntimeException e) {
      metrics.outboxStuck();
      throw e;
    }
  }

  @Bean
  Rounds outboxRounds() {
    var pace = new Pace(Duration.ZERO, properties.outboxInterval(), properties.maxBackOff());
    return new Rounds("outbox-sweep", pace, _ -> sweep());
  }
}
