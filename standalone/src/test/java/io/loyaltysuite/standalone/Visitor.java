package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.standalone.observability.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever comes to the doors of a running suite: posts raw bodies, asks the journal. */
final class Visitor {

  static final String FORM = "application/x-www-form-urlencoded";

  /** The body that the portal's documentation shows, one line on the wire. */
  private static final Path DOCUMENTED =
      Path.of(System.getProperty("suite.target"))
          .resolve("../../portal-simulator/src/test/resources/documented-webhook.txt");

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final SuiteProcess suite;

  Visitor(SuiteProcess suite) {
    this.suite = suite;
  }

  /** The documented body as this portal would have sent it. */
  static String documented(Portal portal) {
    return documented(
        portal.memberId(), portal.installation(ServiceArguments.CLIENT_ID).applicationToken());
  }

  static String documented(String memberId, String applicationToken) {
    try {
      return Files.readString(DOCUMENTED)
          .lines()
          .collect(Collectors.joining())
          .replaceFirst("(member_id%5D=)[0-9a-f]+", "$1" + memberId)
          .replaceFirst("(application_token%5D=)[0-9a-f]+", "$1" + applicationToken);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts a webhook; returns the status. */
  int post(String contentType, String body) {
    return send(
            HttpRequest.newBuilder(uri("gateway", ServiceArguments.WEBHOOK))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)),
            BodyHandlers.discarding())
        .statusCode();
  }

  /** Posts a webhook of a sender that traces its calls; returns the status. */
  int postTraced(String body, String traceParent) {
    return send(
            HttpRequest.newBuilder(uri("gateway", ServiceArguments.WEBHOOK))
                .header("Content-Type", FORM)
                .header("traceparent", traceParent)
                .POST(BodyPublishers.ofString(body)),
            BodyHandlers.discarding())
        .statusCode();
  }

  /** What a service measures, with examples. */
  String examples(String service) {
    return send(
            HttpRequest.newBuilder(uri(service + "-management", "/actuator/prometheus"))
                .header("Accept", "application/openmetrics-text; version=1.0.0"),
            BodyHandlers.ofString())
        .body();
  }

  /** Status of a page at a management port. */
  HttpResponse<String> management(String service, String path) {
    return send(
        HttpRequest.newBuilder(uri(service + "-management", path)), BodyHandlers.ofString());
  }

  /** What a service measures. */
  Scrape metrics(String service) {
    return Scrape.of(management(service, "/actuator/prometheus").body());
  }

  /** What the journal answers to a path of its API; an empty object where it knows nothing. */
  JsonNode journal(String path) {
    var answer = send(asService(path), BodyHandlers.ofString());
    return answer.statusCode() == 404 ? json.createObjectNode() : json.readTree(answer.body());
  }

  /** Downloads a process. */
  Path bundle(String workflowId, Path file) {
    return send(
            asService("/api/processes/" + workflowId + "/bundle.zip"), BodyHandlers.ofFile(file))
        .body();
  }

  private HttpRequest.Builder asService(String path) {
    return HttpRequest.newBuilder(uri("journal", path))
        .header("Authorization", "Bearer " + Secrets.in(suite.data()).serviceToken());
  }

  private URI uri(String door, String path) {
    return URI.create("http://127.0.0.1:" + suite.port(door) + path);
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
