package io.loyaltysuite.standalone.observability;

import io.loyaltysuite.standalone.parts.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus that scrapes a running suite every second and evaluates our rules. */
public final class PrometheusServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  private PrometheusServer(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one of its own.
   *
   * @param folder an empty one, for its data
   * @param targets management port by job
   */
  public static PrometheusServer start(Path folder, Map<String, Integer> targets) {
    var program = Promtool.find("prometheus");
    int port = Ports.free();
    try {
      Files.createDirectories(folder);
      var configuration =
          Files.writeString(folder.resolve("prometheus.yml"), configuration(targets));
      var process =
          new ProcessBuilder(
                  program.toString(),
                  "--config.file=" + configuration,
                  "--storage.tsdb.path=" + folder.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port,
                  "--log.level=warn")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("prometheus.log").toFile())
              .start();
      var server = new PrometheusServer(port, process);
      Awaitility.await()
          .atMost(START_LIMIT)
          .ignoreExceptions()
          .until(() -> server.get("/-/ready") == 200);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(Map<String, Integer> targets) {
    var jobs =
        targets.entrySet().stream()
            .map(
                job ->
                    "  - {job_name: %s, metrics_path: /actuator/prometheus, static_configs: [{targets: ['127.0.0.1:%d']}]}\n"
                        .formatted(job.getKey(), job.getValue()))
            .collect(Collectors.joining());
    var rules = Promtool.RULES.resolve("rules.yml").toAbsolutePath().normalize();
    return "global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}\nrule_files: ['%s']\nscrape_configs:\n%s"
        .formatted(rules, jobs);
  }

  /** How many series a query gives that have a number now; -1 when it is no query. */
  public long series(String query) {
    var answer = ask("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    if (!answer.path("status").asString("").equals("success")) {
      return -1;
    }
    return StreamSupport.stream(answer.path("data").path("result").spliterator(), false)
        .filter(series -> !series.path("value").path(1).asString("NaN").equals("NaN"))
        .count();
  }

  private JsonNode ask(String path) {
    try {
      return JsonMapper.shared().readTree(http.send(request(path), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int get(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    http.close();
  }
}
