package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.loyaltysuite.simulator.demo.JournalClient;
import io.loyaltysuite.simulator.demo.Replayed;
import io.loyaltysuite.standalone.parts.DockerEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite in containers, as docker-compose.yml starts it: images are built from the programs of
 * this build, the demo runs through them, and its data survive. In this order, on one stack.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
class ComposeIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int MOST_MIB = 300;
  private static final List<String> SERVICES =
      List.of(ComposeStack.GATEWAY, ComposeStack.LOYALTY, ComposeStack.JOURNAL);
  private static final String VERDICT =
      "✓ Every waiting step got exactly one applied reply; every result reproduces.";
  private static final Pattern PROCESS = Pattern.compile("/processes/([^?]+)\\?portal=(\\w+)");

  @TempDir private static Path folder;
  private static @Nullable ComposeStack stack;

  @BeforeAll
  static void start() {
    var lack =
        DockerEngine.lacks(
            "apache/kafka:4.2.2",
            "postgres:18",
            "apicurio/apicurio-registry:3.3.3",
            "prom/prometheus:latest",
            "eclipse-temurin:25-jre");
    assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
    stack = new ComposeStack(folder);
    stack.compose("build");
    stack.up();
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void theDemoRunsThroughTheContainers() {
    var told = demo();
    assertThat(told).contains("loyalty_pay", "error card_blocked");
    assertThat(told).contains("replies: 1, applied: 1", "reproduced: all 3 results identical");
  }

  @Test
  @Order(2)
  void containersRunAsNobodyOnAFileSystemTheyCannotWrite() {
    for (var service : SERVICES) {
      assertThat(stack().inspect(service, "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}"))
          .isEqualTo("10001:10001 true");
      assertThat(stack().in(service, "bash", "-c", "id -u; touch /suite/x 2>&1 || true"))
          .contains("10001", "Read-only file system");
    }
  }

  /** Idle is a service that had time to give back what the demo needed. */
  @Test
  @Order(3)
  void idleServicesStayWithinTheirMemory() {
    var resident = new LinkedHashMap<String, Long>();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(5))
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () -> {
              SERVICES.forEach(service -> resident.put(service, residentMiB(service)));
              System.out.println("[compose test] MiB after the demo: " + resident);
              assertThat(resident.values()).as("%s", resident).allMatch(mib -> mib <= MOST_MIB);
            });
  }

  @Test
  @Order(4)
  void prometheusSeesEveryService() {
    var query =
        URI.create(
            "http://127.0.0.1:%d/api/v1/query?query=up".formatted(stack().port("PROMETHEUS_PORT")));
    for (var service : SERVICES) {
      var up = Pattern.compile("\"job\":\"%s\"[^]]*\\[[^,]*,\"1\"]".formatted(service));
      Awaitility.await().atMost(PATIENCE).until(() -> up.matcher(get(query)).find());
    }
  }

  @Test
  @Order(5)
  void dataSurviveDownAndUp() {
    var processes = PROCESS.matcher(demo()).results().toList();
    var results = recordsOfResults();
    assertThat(processes).hasSize(2);

    stack().compose("down");
    stack().up();

    var journal =
        new JournalClient(
            URI.create("http://127.0.0.1:" + stack().port("JOURNAL_PORT")),
            stack().secret("SERVICE_TOKEN"));
    for (var process : processes) {
      assertThat(journal.reproduce(process.group(1), Optional.of(process.group(2))))
          .hasSize(3)
          .allMatch(Replayed::isIdentical);
    }
    demo();
    assertThat(recordsOfResults()).isEqualTo(2 * results);
    assertThat(decisions()).isEqualTo(2 * results);
  }

  /** What the demo's container has told, once it has come to its verdict. */
  private static String demo() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> stack().log(ComposeStack.PORTAL),
            told -> told.contains(VERDICT) || told.contains("✗"));
  }

  private static long recordsOfResults() {
    var offsets =
        stack()
            .in(
                "kafka",
                "/opt/kafka/bin/kafka-get-offsets.sh",
                "--bootstrap-server=localhost:9092",
                "--topic=loyalty.results.v1");
    return offsets
        .lines()
        .filter(line -> line.startsWith("loyalty.results.v1:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(':') + 1).strip()))
        .sum();
  }

  private static long decisions() {
    var answer =
        stack()
            .in(
                "postgres",
                "psql",
                "--username=postgres",
                "--dbname=loyalty",
                "--tuples-only",
                "--command=SELECT count(*) FROM decision");
    return Long.parseLong(answer.strip());
  }

  private static long residentMiB(String service) {
    return stack()
        .in(service, "cat", "/proc/1/status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(uri).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static ComposeStack stack() {
    return Objects.requireNonNull(stack);
  }
}
