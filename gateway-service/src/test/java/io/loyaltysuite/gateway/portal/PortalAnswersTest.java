package io.loyaltysuite.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.portal.HttpReply.Missing;
import io.loyaltysuite.gateway.portal.HttpReply.Received;
import io.loyaltysuite.gateway.portal.PortalAnswer.AccessLost;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.gateway.portal.PortalAnswer.FailedLater;
import io.loyaltysuite.gateway.portal.PortalAnswer.Faulted;
import io.loyaltysuite.gateway.portal.PortalAnswer.MethodExhausted;
import io.loyaltysuite.gateway.portal.PortalAnswer.Misconfigured;
import io.loyaltysuite.gateway.portal.PortalAnswer.Moved;
import io.loyaltysuite.gateway.portal.PortalAnswer.Overloaded;
import io.loyaltysuite.gateway.portal.PortalAnswer.Refused;
import io.loyaltysuite.gateway.portal.PortalAnswer.TokenRejected;
import io.loyaltysuite.gateway.portal.PortalAnswer.TooFast;
import io.loyaltysuite.gateway.portal.PortalAnswer.Unreachable;
import io.loyaltysuite.gateway.portal.PortalAnswer.WorkflowLocked;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortalAnswersTest {

  @Test
  void aResultIsDone() {
    assertThat(read(200, "{\"result\":true,\"time\":{}}"))
        .isInstanceOfSatisfying(Done.class, done -> assertThat(done.result().asBoolean()).isTrue());
  }

  @Test
  void theErrorDecidesEvenWithStatus200() {
    assertThat(read(200, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}")).isInstanceOf(TooFast.class);
  }

  @ParameterizedTest
  @CsvSource({
    "503, QUERY_LIMIT_EXCEEDED, TooFast",
    "429, OPERATION_TIME_LIMIT, MethodExhausted",
    "401, METHOD_CONFIRM_WAITING, MethodExhausted",
    "503, OVERLOAD_LIMIT, Overloaded",
    "401, expired_token, TokenRejected",
    "401, EXPIRED_TOKEN, TokenRejected",
    "401, invalid_token, TokenRejected",
    "401, insufficient_scope, AccessLost",
    "403, user_access_error, AccessLost",
    "401, APPLICATION_NOT_FOUND, AccessLost",
    "402, PAYMENT_REQUIRED, AccessLost",
    "403, PORTAL_DELETED, AccessLost",
    "401, CONNECTION_ERROR, Unreachable",
    "400, 423, WorkflowLocked",
    "400, 404, Refused",
    "400, 499, Refused",
    "400, 0, Faulted",
    "500, INTERNAL_SERVER_ERROR, Faulted",
    "404, ERROR_METHOD_NOT_FOUND, Refused",
    "403, ACCESS_DENIED, Refused",
    "400, SOMETHING_NEW, Refused",
    "502, SOMETHING_NEW, Faulted"
  })
  void knowsTheCodes(int status, String error, String kind) {
    var answer = read(status, "{\"error\":\"%s\",\"error_description\":\"text\"}".formatted(error));
    assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(answer.wire().error()).isEqualTo(error.toLowerCase(Locale.ROOT));
    assertThat(answer.wire().httpStatus()).isEqualTo(status);
  }

  @Test
  void aTariffsRefusalIsNotThatOfAToken() {
    var tariff =
        "{\"error\":\"ACCESS_DENIED\",\"error_description\":\"REST is available only on commercial"
            + " plans.\"}";
    assertThat(read(401, tariff))
        .isInstanceOfSatisfying(
            AccessLost.class, lost -> assertThat(lost.status()).isEqualTo(PortalStatus.TARIFF));
  }

  @Test
  void aTextWithoutCodeIsOfALaterStep() {
    assertThat(read(400, "{\"error\":\"\",\"error_description\":\"x\"}"))
        .isInstanceOf(FailedLater.class);
  }

  @Test
  void readsWhenTheMethodIsFreeAgain() {
    var body = "{\"error\":\"OPERATION_TIME_LIMIT\",\"time\":{\"operating_reset_at\":1795446934}}";
    assertThat(read(429, body))
        .extracting(answer -> ((MethodExhausted) answer).resetAt())
        .isEqualTo(Instant.ofEpochSecond(1795446934));
  }

  @Test
  void pagesOfProxiesAreFaults() {
    assertThat(read(502, "<html>Bad gateway</html>")).isInstanceOf(Faulted.class);
    assertThat(read(429, "")).isInstanceOf(Faulted.class);
    assertThat(read(200, "<html>Please log in</html>")).isInstanceOf(Faulted.class);
    assertThat(read(404, "<html>Not found</html>")).isInstanceOf(Refused.class);
    assertThat(read(401, "")).isInstanceOf(TokenRejected.class);
  }

  @Test
  void silenceIsUnreachable() {
    assertThat(PortalAnswers.read(new Missing("connect timed out")))
        .isInstanceOf(Unreachable.class);
  }

  @Test
  void aRedirectIsNotFollowed() {
    var answer = PortalAnswers.read(new Received(302, "", "https://new.bitrix24.ru/rest/batch"));
    assertThat(answer).isInstanceOf(Moved.class);
  }

  @Test
  void theTokenEndpointHasItsOwnCodes() {
    assertThat(lost(token(400, "invalid_grant"))).isEqualTo(PortalStatus.NEEDS_REAUTHORISATION);
    assertThat(lost(token(400, "bad_verification_code")))
        .isEqualTo(PortalStatus.NEEDS_REAUTHORISATION);
    assertThat(lost(token(401, "expired_token"))).isEqualTo(PortalStatus.NEEDS_REAUTHORISATION);
    assertThat(lost(token(302, "invalid_token"))).isEqualTo(PortalStatus.NEEDS_REAUTHORISATION);
    assertThat(lost(token(402, "PAYMENT_REQUIRED"))).isEqualTo(PortalStatus.UNPAID);
    assertThat(lost(token(404, "portal_not_found"))).isEqualTo(PortalStatus.DELETED);
    for (String ours :
        List.of(
            "invalid_request",
            "unsupported_grant_type",
            "unauthorized_client",
            "invalid_client",
            "wrong_client",
            "invalid_scope",
            "insufficient_scope")) {
      assertThat(token(400, ours)).as(ours).isInstanceOf(Misconfigured.class);
    }
    assertThat(token(503, "overload_limit")).isInstanceOf(Overloaded.class);
  }

  /** Without tokens nothing reaches the portal, so no single reply is to blame. */
  @Test
  void aTokenEndpointInTroubleConcernsThePortalAsAWhole() {
    assertThat(token(500, "server_error")).isInstanceOf(Unreachable.class);
    for (int status : new int[] {200, 302, 404, 429, 500, 503}) {
      var page = new Received(status, "<html>" + status + "</html>", "");
      assertThat(PortalAnswers.readTokenAnswer(page)).isInstanceOf(Unreachable.class);
    }
    assertThat(PortalAnswers.readTokenAnswer(new Missing("connect timed out")))
        .isInstanceOf(Unreachable.class);
    assertThat(PortalAnswers.readTokenAnswer(new Received(200, "{\"access_token\":\"a\"}", "")))
        .isInstanceOf(Done.class);
  }

  private static PortalAnswer read(int status, String body) {
    return PortalAnswers.read(new Received(status, body, ""));
  }

  private static PortalStatus lost(PortalAnswer answer) {
    assertThat(answer).isInstanceOf(AccessLost.class);
    return ((AccessLost) answer).status();
  }

  private static PortalAnswer token(int status, String error) {
    var body = "{\"error\":\"" + error + "\"}";
    return PortalAnswers.readTokenAnswer(new Received(status, body, ""));
  }

  @Test
  void lockedWorkflowsAreToldFromFinishedOnes() {
    assertThat(read(400, "{\"error\":\"423\"}")).isInstanceOf(WorkflowLocked.class);
  }
}
