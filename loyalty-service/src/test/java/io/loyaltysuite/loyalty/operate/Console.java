package io.loyaltysuite.loyalty.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.openapi.ApiDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator's HTTP client; whatever it is answered must be documented. */
final class Console {

  static final ApiDocument API = ApiDocument.read(Path.of("..", "docs", "api", "loyalty.yaml"));
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final Set<String> answers = new TreeSet<>();

  Console(ConfigurableApplicationContext service) {
    this.base =
        "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port");
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> put(String path, Object body) {
    return send(request(path).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  HttpResponse<String> post(String path, Object body) {
    return send(request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** A settings change as it should be. */
  HttpResponse<String> change(String memberId, long expected, Map<String, String> values) {
    return put(
        "/portals/" + memberId + "/settings",
        Map.of("expected_version", expected, "values", values, "reason", "test"));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", Rig.OPERATOR)
        .header("Content-Type", "application/json");
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(API.faultsOf(answer)).as("docs/api/loyalty.yaml: " + answer.body()).isEmpty();
      API.answerOf(answer).ifPresent(answers::add);
      return answer;
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Every documented answer this client has seen. */
  Set<String> answers() {
    return answers;
  }

  static HttpRequest.BodyPublisher withoutLength(String body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }
}
