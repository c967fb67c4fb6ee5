package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.Parts;
import io.loyaltysuite.standalone.parts.Ports;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One portal posts more than becomes durable; who may post at all. */
@Timeout(120)
class FloodIT {
  private static final String FLOOD = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final String OTHER = "0f1e2d3c4b5a69788796a5b4c3d2e1f1";

  @TempDir private Path folder;

  /** While Kafka is silent, every webhook waits for it a moment: then there are many at once. */
  @Test
  void aFloodFromOnePortalHoldsUpNoOther() {
    try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Map.of());
        var gateway =
            RunningGateway.start(
                kafka.bootstrapServers(),
                Parts.shared().freshDatabase("gateway"),
                "--gateway.webhook.max-active-per-portal=5")) {
      gateway.install(FLOOD);
      gateway.install(OTHER);
      assertThat(gateway.post(call(FLOOD, 0)).statusCode()).isEqualTo(200);
      assertThat(gateway.post(call(OTHER, 0)).statusCode()).isEqualTo(200);
      kafka.stop();
      var flood =
          IntStream.rangeClosed(1, 60).mapToObj(n -> gateway.postLater(call(FLOOD, n))).toList();
      var busy =
          flood.stream()
              .map(CompletableFuture::join)
              .filter(answer -> answer.statusCode() == 429)
              .toList();
      assertThat(busy).isNotEmpty();
      assertThat(busy.getFirst().body()).isEqualTo("{\"status\":\"portal_busy\"}");
      assertThat(gateway.post(call(OTHER, 1)).statusCode()).isEqualTo(200);
      assertThat(flood.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
          .containsOnly(200, 429);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  gateway
                          .bean(MeterRegistry.class)
                          .get("gateway.webhook.portal.share")
                          .gauge()
                          .value()
                      == 0);
      assertThat(gateway.post(call(FLOOD, 99)).statusCode()).isEqualTo(200);
      kafka.start();
    }
  }

  @Test
  void whoeverIsNotOnTheListIsRefusedBeforeItsBodyIsRead() {
    try (var gateway = RunningGateway.start("--gateway.webhook.allowed-sources=203.0.113.0/24")) {
      gateway.install(FLOOD);
      var refused = gateway.post(call(FLOOD, 1));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo("{\"status\":\"foreign_address\"}");
    }
    try (var gateway =
        RunningGateway.start("--gateway.webhook.allowed-sources=203.0.113.0/24,127.0.0.0/8")) {
      gateway.install(FLOOD);
      assertThat(gateway.post(call(FLOOD, 1)).statusCode()).isEqualTo(200);
    }
  }

  private static String call(String member, int n) {
    return Bodies.call(member, "flood-" + n, "loyalty_card_get", Map.of("card_number", "" + n));
  }
}
