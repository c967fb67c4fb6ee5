package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.schemas.RegistryAnswer.Away;
import io.loyaltysuite.schemas.RegistryAnswer.Known;
import io.loyaltysuite.schemas.RegistryAnswer.Missing;
import io.loyaltysuite.schemas.RegistryAnswer.Refused;
import io.loyaltysuite.schemas.RegistryAnswer.Text;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryClientTest {

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(200, "{\"id\":7}", new Known(7)),
        Arguments.of(200, "{\"subject\":\"s\",\"id\":7,\"schema\":\"{}\"}", new Known(7)),
        Arguments.of(200, "{\"schema\":\"\\\"int\\\"\"}", new Text("\"int\"")),
        Arguments.of(200, "welcome", new Refused(200, "welcome")),
        Arguments.of(200, "{\"id\":\"x\"}", new Refused(200, "{\"id\":\"x\"}")),
        Arguments.of(404, "{\"error_code\":40401,\"message\":\"m\"}", new Missing("m")),
        Arguments.of(404, "{\"error_code\":404,\"message\":\"m\"}", new Refused(404, "m")),
        Arguments.of(404, "not here", new Refused(404, "not here")),
        Arguments.of(409, "{\"error_code\":409,\"message\":\"m\"}", new Refused(409, "m")),
        Arguments.of(429, "", new Away("status 429: ")),
        Arguments.of(500, "{\"message\":\"m\"}", new Away("status 500: m")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void readsWhatTheRegistrySays(int status, String body, RegistryAnswer expected) {
    assertThat(RegistryClient.read(status, body)).isEqualTo(expected);
  }

  @Test
  void longWordsAreCut() {
    var refused = (Refused) RegistryClient.read(409, "x".repeat(100_000));
    assertThat(refused.words()).hasSize(1001);
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    try (var registry = StubRegistry.start()) {
      registry.behave(_ -> new StubRegistry.Answer(200, "x".repeat(5 * 1024 * 1024)));
      try (var client = new RegistryClient(registry.settings())) {
        assertThat(client.fetch(1)).isInstanceOf(Away.class);
      }
    }
  }

  @Test
  void credentialsNeverShow() {
    var url = URI.create("http://ann:s3cret@127.0.0.1:9/api/");
    var settings = new CodecSettings(url, true, Duration.ofSeconds(1));
    assertThat(settings.toString()).doesNotContain("s3cret");
    try (var client = new RegistryClient(settings)) {
      assertThat(client.address()).isEqualTo("http://127.0.0.1:9/api");
      assertThat(client.fetch(1).toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new CodecSettings(URI.create("ftp://x"), true, Duration.ofSeconds(1)))
        .hasMessage("registry url: scheme ftp (expected: http or https)");
    assertThatThrownBy(() -> new CodecSettings(URI.create("http://x"), true, Duration.ZERO))
        .hasMessage("registry timeout: PT0S (expected: > 0)");
  }
}
