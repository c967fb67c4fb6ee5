package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.delivery.Deliveries.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Abandoned;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Retry;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Scope;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Sent;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.portal.PortalAnswer.AccessLost;
import io.loyaltysuite.gateway.portal.PortalAnswer.Faulted;
import io.loyaltysuite.gateway.portal.PortalAnswer.MethodExhausted;
import io.loyaltysuite.gateway.portal.PortalAnswer.NotInstalled;
import io.loyaltysuite.gateway.portal.PortalAnswer.TooFast;
import io.loyaltysuite.gateway.portal.PortalAnswer.Unreachable;
import io.loyaltysuite.gateway.portal.PortalAnswer.Wire;
import io.loyaltysuite.gateway.portal.PortalAnswers;
import io.loyaltysuite.gateway.portal.PortalStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class DeliveryPolicyTest {
  private static final DeliveryPolicy POLICY =
      new DeliveryPolicy(
          new DeliveryProperties(
              20,
              DataSize.ofMegabytes(1),
              Duration.ofSeconds(2),
              Duration.ofMillis(500),
              12,
              Duration.ofDays(3),
              Duration.ofMinutes(15),
              Duration.ofSeconds(60),
              Duration.ofSeconds(2),
              Duration.ofDays(30)));
  private static final Wire WIRE = new Wire(500, "x", "");

  @Test
  void trueIsSent() {
    var done = new PortalAnswer.Done(JsonMapper.shared().readTree("true"));
    assertThat(judge(done, 0)).isEqualTo(new Sent(""));
  }

  @Test
  void aWorkflowThatIsGoneIsFinal() {
    assertThat(judge(engine("404"), 0)).isEqualTo(new Abandoned("404"));
    assertThat(judge(engine("402"), 0)).isEqualTo(new Abandoned("402"));
    assertThat(judge(engine("499"), 0)).isEqualTo(new Abandoned("499"));
  }

  @Test
  void aReplyThatIsRepeatedMayFindItsWorkflowGone() {
    var resent = new DeliveryPolicy.Reply(0, NOON, null, true);
    assertThat(POLICY.judge(engine("404"), resent, 0, NOON)).isInstanceOf(Sent.class);
  }

  @Test
  void aLockedWorkflowIsTriedAgainEverLater() {
    assertThat(judge(engine("423"), 0)).isEqualTo(retry(Scope.CALL, Duration.ofSeconds(5), "423"));
    assertThat(judge(engine("423"), 1)).isEqualTo(retry(Scope.CALL, Duration.ofSeconds(30), "423"));
    assertThat(judge(engine("423"), 3)).isEqualTo(retry(Scope.CALL, Duration.ofMinutes(10), "423"));
  }

  @Test
  void aFailingStepAfterOursIsNotOurs() {
    assertThat(judge(engine(""), 0)).isInstanceOf(Sent.class);
  }

  @Test
  void attemptsOfItsOwnAreBounded() {
    assertThat(judge(new Faulted(WIRE), 11)).isInstanceOf(Abandoned.class);
    assertThat(judge(engine("423"), 11)).isInstanceOf(Abandoned.class);
  }

  @Test
  void thePortalsTroubleDoesNotCountAgainstAReply() {
    assertThat(judge(new Unreachable(WIRE), 11)).isInstanceOf(Retry.class);
  }

  @Test
  void aFullBucketPausesThePortalLongerEachTime() {
    assertThat(POLICY.judge(new TooFast(WIRE), fresh(0), 0, NOON))
        .isEqualTo(retry(Scope.PORTAL, Duration.ofSeconds(2), "x"));
    assertThat(POLICY.judge(new TooFast(WIRE), fresh(0), 2, NOON))
        .isEqualTo(retry(Scope.PORTAL, Duration.ofSeconds(8), "x"));
    assertThat(POLICY.judge(new TooFast(WIRE), fresh(0), 60, NOON))
        .isEqualTo(retry(Scope.PORTAL, Duration.ofSeconds(60), "x"));
  }

  @Test
  void anExhaustedMethodIsFreeWhenThePortalSays() {
    assertThat(judge(new MethodExhausted(WIRE, NOON.plusSeconds(77)), 0))
        .isEqualTo(retry(Scope.METHOD, Duration.ofSeconds(77), "x"));
  }

  @Test
  void lostAccessWaitsForAPerson() {
    assertThat(judge(new AccessLost(WIRE, PortalStatus.NEEDS_REAUTHORISATION), 0))
        .isEqualTo(retry(Scope.PORTAL, Duration.ofHours(1), "x"));
  }

  @Test
  void nothingIsTriedForever() {
    var later = NOON.plus(Duration.ofDays(3)).plusSeconds(1);
    assertThat(POLICY.judge(new Unreachable(WIRE), fresh(0), 0, later))
        .isInstanceOf(Abandoned.class);
  }

  @Test
  void nothingIsTriedLongAfterTheStepStoppedWaiting() {
    var reply = reply(NOON.plusSeconds(600));
    var soon = NOON.plusSeconds(660);
    var late = NOON.plusSeconds(600).plus(Duration.ofMinutes(15)).plusSeconds(1);
    assertThat(POLICY.judge(new Unreachable(WIRE), reply, 0, soon)).isInstanceOf(Retry.class);
    assertThat(POLICY.judge(new Unreachable(WIRE), reply, 0, late)).isInstanceOf(Abandoned.class);
  }

  @Test
  void nothingIsSentToAPortalThatIsGone() {
    assertThat(judge(new NotInstalled(), 0)).isEqualTo(new Abandoned("portal_uninstalled"));
  }

  private static DeliveryOutcome judge(PortalAnswer answer, int failures) {
    return POLICY.judge(answer, fresh(failures), 0, NOON);
  }

  private static DeliveryPolicy.Reply fresh(int failures) {
    return new DeliveryPolicy.Reply(failures, NOON, null, false);
  }

  private static DeliveryPolicy.Reply reply(@Nullable Instant deadline) {
    return new DeliveryPolicy.Reply(0, NOON, deadline, false);
  }

  private static Retry retry(Scope scope, Duration after, String reason) {
    return new Retry(scope, NOON.plus(after), reason);
  }

  private static PortalAnswer engine(String code) {
    var json = "{\"error\":\"%s\",\"error_description\":\"text\"}".formatted(code);
    return PortalAnswers.error(400, JsonMapper.shared().readTree(json));
  }
}
