package io.loyaltysuite.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameFormTest {
  private static final Map<String, String> SENT =
      Map.of(
          "DOMAIN", "Romashka.bitrix24.ru",
          "PROTOCOL", "1",
          "LANG", "ru",
          "AUTH_ID", "access",
          "REFRESH_ID", "refresh",
          "member_id", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");

  @Test
  void readsWhatAPortalPosts() {
    var form = FrameForm.of(SENT).orElseThrow();
    assertThat(form.origin()).isEqualTo("https://romashka.bitrix24.ru");
    assertThat(form.language()).isEqualTo("ru");
    assertThat(form.auth())
        .containsEntry("access_token", "access")
        .containsEntry("refresh_token", "refresh")
        .doesNotContainKeys("application_token", "server_endpoint");
    assertThat(form.toString()).doesNotContain("access", "refresh");
  }

  /** Its domain ends up in a header. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "DOMAIN | \"\"",
        "DOMAIN | \"evil.test 'self'\"",
        "DOMAIN | \"evil.test; script-src *\"",
        "DOMAIN | \"*.bitrix24.ru\"",
        "DOMAIN | \"user@evil.test\"",
        "DOMAIN | \"evil.test/path\"",
        "member_id | \"\"",
        "member_id | \"../actuator\"",
        "AUTH_ID | \"\""
      })
  void refusesWhatNoPortalPosts(String field, String value) {
    var sent = new HashMap<>(SENT);
    sent.put(field, value);
    assertThat(FrameForm.of(sent)).isEmpty();
  }

  @Test
  void refusesTokensWithoutEnd() {
    var sent = new HashMap<>(SENT);
    sent.put("REFRESH_ID", "x".repeat(3000));
    assertThat(FrameForm.of(sent)).isEmpty();
  }
}
