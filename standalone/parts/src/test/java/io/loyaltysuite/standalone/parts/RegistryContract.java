package io.loyaltysuite.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What the suite expects of every schema registry, whoever runs it. */
abstract class RegistryContract {

  private final HttpClient http = HttpClient.newHttpClient();

  /** Its Confluent-compatible API. */
  abstract URI url();

  abstract void start();

  abstract void kill();

  @Test
  void keepsIdsAndRulesThroughAKill() throws Exception {
    assertThat(get("/config")).contains("FULL_TRANSITIVE");
    var first = register("First");

    kill();
    start();
    assertThat(get("/config")).contains("FULL_TRANSITIVE");
    assertThat(get("/schemas/ids/" + first)).contains("First");
    assertThat(register("First")).isEqualTo(first);
    assertThat(register("Second")).isNotEqualTo(first);
  }

  /** Returns the id in an answer like {@code {"id":1}}. */
  private String register(String name) throws IOException, InterruptedException {
    var schema =
        """
        {"schema": "{\\"type\\": \\"record\\", \\"name\\": \\"%s\\", \\"fields\\": []}"}
        """
            .formatted(name);
    var request =
        HttpRequest.newBuilder(URI.create(url() + "/subjects/" + name + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(schema))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(answer).containsPattern("\"id\":\\d+");
    return answer.replaceAll(".*\"id\":(\\d+).*", "$1");
  }

  private String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
