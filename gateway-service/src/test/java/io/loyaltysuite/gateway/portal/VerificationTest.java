package io.loyaltysuite.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.portal.HttpReply.Received;
import io.loyaltysuite.gateway.portal.Verification.Expired;
import io.loyaltysuite.gateway.portal.Verification.Forged;
import io.loyaltysuite.gateway.portal.Verification.Undecided;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {

  @ParameterizedTest
  @CsvSource({"401, invalid_token", "401, insufficient_scope", "400, invalid_request"})
  void theServersRefusalMakesAnEventAForgery(int status, String error) {
    assertThat(withoutInfo(status, "{\"error\":\"%s\"}".formatted(error)))
        .isEqualTo(new Forged("access_token"));
  }

  @Test
  void anExpiredTokenIsNoForgery() {
    assertThat(withoutInfo(401, "{\"error\":\"expired_token\"}")).isInstanceOf(Expired.class);
  }

  @ParameterizedTest
  @CsvSource({"404, <html>", "403, <html>", "502, <html>", "200, ''"})
  void theErrorPageOfAProxyDecidesNothing(int status, String page) {
    assertThat(withoutInfo(status, page)).isInstanceOf(Undecided.class);
  }

  private static Verification.Verdict withoutInfo(int status, String body) {
    return Verification.withoutInfo(PortalAnswers.read(new Received(status, body, "")));
  }
}
