package io.loyaltysuite.loyalty.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.card.Operation.Refused;
import io.loyaltysuite.loyalty.card.Source;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Admission ADMISSION =
      new Admission(Duration.ofDays(180), Duration.ofMinutes(5));

  private static ActivityCommand receivedAt(Instant instant) {
    var command = Calls.ofNewPortal().accrue("79000000001", "5");
    var invocation = Invocation.newBuilder(command.getInvocation()).setReceivedAt(instant).build();
    return ActivityCommand.newBuilder(command).setInvocation(invocation).build();
  }

  @Test
  void takesACommandAsItIs() {
    var admitted = ADMISSION.admit(receivedAt(NOON.plusSeconds(300)), Source.ACTIVITY, NOON);
    assertThat(admitted.clamped()).isFalse();
    assertThat(admitted.command().receivedAt()).isEqualTo(NOON.plusSeconds(300));
  }

  @Test
  void cutsATimeThatIsTooFarAhead() {
    var admitted = ADMISSION.admit(receivedAt(NOON.plusSeconds(301)), Source.ACTIVITY, NOON);
    assertThat(admitted.clamped()).isTrue();
    assertThat(admitted.command().receivedAt()).isEqualTo(NOON.plusSeconds(300));
  }

  @Test
  void refusesWhatIsOlderThanTheDecisions() {
    var limit = NOON.minus(Duration.ofDays(180));
    assertThat(ADMISSION.admit(receivedAt(limit), Source.ACTIVITY, NOON).command().operation())
        .isNotInstanceOf(Refused.class);
    assertThat(
            ADMISSION
                .admit(receivedAt(limit.minusMillis(1)), Source.ACTIVITY, NOON)
                .command()
                .operation())
        .isInstanceOf(Refused.class);
  }

  @Test
  void dueWorkIsNeverTooOld() {
    var longAgo = receivedAt(NOON.minus(Duration.ofDays(1000)));
    assertThat(ADMISSION.admit(longAgo, Source.JOB, NOON).command().operation())
        .isNotInstanceOf(Refused.class);
    assertThat(ADMISSION.admit(longAgo, Source.REST, NOON).command().operation())
        .isInstanceOf(Refused.class);
  }
}
