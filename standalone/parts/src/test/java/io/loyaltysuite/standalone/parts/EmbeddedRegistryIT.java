package io.loyaltysuite.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path home;

  @Test
  void keepsIdsThroughKillAndAdoption() throws Exception {
    var database = Parts.shared().freshDatabase("registry");
    var port = Ports.free();
    var managementPort = Ports.free();
    try (var registry = EmbeddedRegistry.start(home, port, managementPort, database)) {
      assertThat(get(registry, "/config")).contains("FULL_TRANSITIVE");
      var first = register(registry, "First");

      registry.kill();
      registry.start();
      assertThat(registry.wasAdopted()).isFalse();
      assertThat(get(registry, "/schemas/ids/" + first)).contains("First");
      assertThat(register(registry, "Second")).isNotEqualTo(first);

      var next = EmbeddedRegistry.start(home, port, managementPort, database);
      assertThat(next.wasAdopted()).isTrue();
      assertThat(next.pid()).isEqualTo(registry.pid());
      next.stop();
      assertThat(registry.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }
  }

  /** Returns the id in an answer like {@code {"id":1}}. */
  private String register(EmbeddedRegistry registry, String name)
      throws IOException, InterruptedException {
    var schema =
        """
        {"schema": "{\\"type\\": \\"record\\", \\"name\\": \\"%s\\", \\"fields\\": []}"}
        """
            .formatted(name);
    var request =
        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + name + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(schema))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(answer).containsPattern("\"id\":\\d+");
    return answer.replaceAll(".*\"id\":(\\d+).*", "$1");
  }

  private String get(EmbeddedRegistry registry, String path)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(registry.url() + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
