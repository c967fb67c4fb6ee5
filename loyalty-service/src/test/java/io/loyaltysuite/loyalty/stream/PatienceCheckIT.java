package io.loyaltysuite.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.loyalty.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** The guard against the binder's own error handling, seen refusing. */
class PatienceCheckIT {

  @Test
  void refusesToStartWithAContainerThatGivesUp() {
    try (var rig = new Rig()) {
      assertThatThrownBy(() -> rig.start(List.of(Careless.class)))
          .hasStackTraceContaining("lacks the error handler that never gives up");
    }
  }

  /** Leaves containers as the binder makes them. */
  static final class Careless {

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> patientContainers() {
      return (_, _, _) -> {};
    }
  }
}
