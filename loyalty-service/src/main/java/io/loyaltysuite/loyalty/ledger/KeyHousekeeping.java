package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.rounds.Rounds;
import io.loyaltysuite.loyalty.rounds.Rounds.Pace;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Forgets keys of requests whose time is over, now and then. */
@Component
class KeyHousekeeping {

  private static final Duration INTERVAL = Duration.ofHours(1);

  private final RequestKeys keys;
  private final RestProperties properties;

  KeyHousekeeping(RequestKeys keys, RestProperties properties) {
    this.keys = keys;
    this.properties = properties;
  }

  @Bean
  Rounds keyRounds() {
    return new Rounds(
        "key-housekeeping", Pace.every(INTERVAL), _ -> keys.forget(properties.keyRetention()));
  }
}
