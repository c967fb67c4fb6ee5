package io.loyaltysuite.loyalty;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;

/** Gives an instance a clock that is so much ahead of the others. */
public final class Later {

  public static final Duration AHEAD = Duration.ofDays(40);

  @Bean
  InstantSource clock() {
    return () -> InstantSource.system().instant().plus(AHEAD);
  }
}
