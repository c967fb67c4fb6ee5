package io.loyaltysuite.loyalty.bootstrap;

import io.loyaltysuite.loyalty.rounds.Rounds;
import io.loyaltysuite.loyalty.rounds.Rounds.Pace;
import io.loyaltysuite.schemas.EventCodec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Asks the schema registry now and then whether it is there; nothing else would notice for days.
 */
@Component
class RegistryWatch {

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
    return new Rounds("registry-watch", new Pace(Duration.ZERO, INTERVAL), _ -> watch());
  }
}
