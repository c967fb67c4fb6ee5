package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.delivery.Deliveries.NOON;
import static io.loyaltysuite.gateway.delivery.Deliveries.due;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Pace PACE = new Pace(Duration.ofSeconds(2), Duration.ofMillis(500));

  @Test
  void aLoneReplyLetsItsWorkflowRestSoon() {
    assertThat(PACE.restsAt(List.of(due("a", "w")), NOON))
        .containsEntry("w", NOON.plusMillis(2500));
  }

  @Test
  void thePortalRunsTheContinuationsOfARequestOneAfterAnother() {
    var request = List.of(due("a", "v"), due("b", "w"), due("c", "x"), due("d", "v"));
    assertThat(PACE.restsAt(request, NOON))
        .containsEntry("w", NOON.plusMillis(3000))
        .containsEntry("v", NOON.plusMillis(4000));
  }
}
