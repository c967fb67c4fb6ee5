package io.loyaltysuite.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.portal.HttpReply.Missing;
import io.loyaltysuite.gateway.portal.HttpReply.Received;
import io.loyaltysuite.gateway.portal.InstallerRights.Denied;
import io.loyaltysuite.gateway.portal.InstallerRights.Granted;
import io.loyaltysuite.gateway.portal.InstallerRights.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallerRightsTest {

  @Test
  void thePortalSaysWhoIsAnAdministrator() {
    assertThat(InstallerRights.ofAdmin(read(200, "{\"result\":true}"))).isEqualTo(new Granted());
    assertThat(InstallerRights.ofAdmin(read(200, "{\"result\":false}")))
        .isEqualTo(new Denied("not_administrator"));
  }

  @Test
  void anAnswerThatIsNoVerdictGrantsNothing() {
    assertThat(InstallerRights.ofAdmin(read(200, "{\"result\":\"true\"}")))
        .isInstanceOf(Unknown.class);
    assertThat(InstallerRights.ofAdmin(read(404, "<html>"))).isInstanceOf(Unknown.class);
    assertThat(InstallerRights.ofAdministratorsOnly(read(403, "<html>")))
        .isInstanceOf(Unknown.class);
    assertThat(InstallerRights.ofAdmin(PortalAnswers.read(new Missing("no connection"))))
        .isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({
    "401, insufficient_scope, false",
    "403, INSUFFICIENT_SCOPE, false",
    "404, ERROR_METHOD_NOT_FOUND, false",
    "403, ACCESS_DENIED, true",
    "503, QUERY_LIMIT_EXCEEDED, true"
  })
  void aMethodThatIsNotOfferedIsReplacedByAnother(int status, String error, boolean offered) {
    assertThat(InstallerRights.isOffered(read(status, error(error)))).isEqualTo(offered);
  }

  @Test
  void onlyAdministratorsMayListActivities() {
    assertThat(InstallerRights.ofAdministratorsOnly(read(200, "{\"result\":[]}")))
        .isEqualTo(new Granted());
    assertThat(InstallerRights.ofAdministratorsOnly(read(403, error("ACCESS_DENIED"))))
        .isEqualTo(new Denied("not_administrator"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, insufficient_scope",
    "404, error_method_not_found",
    "403, user_access_error",
    "401, authorization_error"
  })
  void anInstallationThatCouldNeverWorkIsDeniedByItsName(int status, String error) {
    assertThat(InstallerRights.ofAdministratorsOnly(read(status, error(error))))
        .isEqualTo(new Denied(error));
  }

  @ParameterizedTest
  @CsvSource({
    "401, expired_token",
    "503, QUERY_LIMIT_EXCEEDED",
    "503, OVERLOAD_LIMIT",
    "401, PAYMENT_REQUIRED",
    "401, APPLICATION_NOT_FOUND",
    "401, METHOD_CONFIRM_WAITING",
    "500, INTERNAL_SERVER_ERROR"
  })
  void troubleOfThePortalIsNoVerdict(int status, String error) {
    assertThat(InstallerRights.ofAdmin(read(status, error(error)))).isInstanceOf(Unknown.class);
    assertThat(InstallerRights.ofAdministratorsOnly(read(status, error(error))))
        .isInstanceOf(Unknown.class);
  }

  private static String error(String code) {
    return "{\"error\":\"%s\",\"error_description\":\"text\"}".formatted(code);
  }

  private static PortalAnswer read(int status, String body) {
    return PortalAnswers.read(new Received(status, body, ""));
  }
}
