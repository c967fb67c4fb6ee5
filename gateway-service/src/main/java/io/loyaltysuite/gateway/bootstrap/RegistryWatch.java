package io.loyaltysuite.gateway.bootstrap;

import io.loyaltysuite.gateway.rounds.Rounds;
import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import io.loyaltysuite.schemas.EventCodec;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Asks the schema registry now and then whether it is there; nothing else would notice for days.
 */
@Component
class RegistryWatch {
  private static final Logger log = LoggerFactory.getLogger(RegistryWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final EventCodec codec;
  private final RegistryMetrics metrics;

  RegistryWatch(EventCodec codec, RegistryMetrics metrics) {
    this.codec = codec;
    this.metrics = metrics;
  }

  private void watch() {
    metrics.away(!codec.registryAnswers());
  }

  @Bean
  Rounds registryRounds() {
    var trouble = new OngoingTrouble(log, "The schema registry cannot be watched");
    return new Rounds("registry-watch", Duration.ZERO, INTERVAL, trouble, _ -> watch());
  }
}
