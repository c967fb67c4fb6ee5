package io.loyaltysuite.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running journal, as a service. */
public final class JournalClient {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final JsonMapper json = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI base;
  private final String token;

  public JournalClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /** Has every recorded result of a process decided again. */
  public List<Replayed> reproduce(String workflowId, Optional<String> portal) {
    var path =
        "/api/processes/%s/reproduce%s"
            .formatted(
                encoded(workflowId), portal.map(member -> "?portal=" + encoded(member)).orElse(""));
    var request =
        HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.noBody());
    var verdicts = send(request).path("verdicts");
    return StreamSupport.stream(verdicts.spliterator(), false)
        .map(JournalClient::replayed)
        .toList();
  }

  private JsonNode send(HttpRequest.Builder request) {
    var whole = request.timeout(PATIENCE).header("Authorization", "Bearer " + token).build();
    try {
      var answer = http.send(whole, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new DemoFailure(
            "the journal at " + base + " answers " + answer.statusCode() + ": " + answer.body());
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new DemoFailure("the journal at " + base + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted", e);
    }
  }

  private static Replayed replayed(JsonNode node) {
    return new Replayed(
        text(node, "activity"),
        text(node, "status"),
        text(node, "verdict"),
        text(node, "field"),
        text(node, "recorded"),
        text(node, "today"),
        text(node, "reason"));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
