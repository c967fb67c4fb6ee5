package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.RecordedEvents;
import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.EmbeddedPostgres;
import io.loyaltysuite.standalone.parts.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is answered while PostgreSQL or the registry is away; without Kafka: {@link SpoolIT}. */
@Timeout(180)
class OutageIT {
  private static final String MEMBER = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static EmbeddedPostgres postgres;

  /** Parts of its own, because they are stopped and killed; every test leaves them running. */
  @BeforeAll
  static void startParts() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Map.of());
    postgres = EmbeddedPostgres.start(folder.resolve("pg"), Ports.free(), "test");
  }

  @AfterAll
  static void stopParts() {
    RecordedEvents.forget(kafka.bootstrapServers());
    kafka.close();
    postgres.close();
  }

  @Test
  void takesWebhooksOfKnownPortalsWithoutPostgres() {
    try (var gateway =
        RunningGateway.start(kafka.bootstrapServers(), postgres.database("without_postgres"))) {
      gateway.install(MEMBER);
      assertThat(gateway.post(call("before")).statusCode()).isEqualTo(200);

      postgres.kill();
      assertThat(gateway.post(call("during")).statusCode()).isEqualTo(200);
      assertThat(gateway.post(call("during").replace(MEMBER, "unknown")).statusCode())
          .isEqualTo(503);
      assertThat(gateway.get(gateway.managementUrl("/actuator/health/readiness"))).isEqualTo(200);

      postgres.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> gateway.post(call("x").replace(MEMBER, "unknown")).statusCode() == 403);
    }
  }

  @Test
  void startsOnRememberedSchemasWithoutTheRegistry() {
    var database = postgres.database("without_registry");
    RunningGateway.start(kafka.bootstrapServers(), database).close();
    try (var gateway =
        RunningGateway.start(
            kafka.bootstrapServers(),
            database,
            "--suite.registry.url=http://127.0.0.1:" + Ports.free() + "/none")) {
      gateway.install(MEMBER);
      assertThat(gateway.post(call("without-registry")).statusCode()).isEqualTo(200);
    }
  }

  private static String call(String workflow) {
    return Bodies.call(MEMBER, workflow, "loyalty_card_get", Map.of());
  }
}
