package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.Parts;
import io.loyaltysuite.standalone.parts.Ports;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is told to stop answers what it has begun to take in. */
@Timeout(120)
class LastWebhooksIT {
  private static final String MEMBER = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

  @TempDir private Path folder;

  /** While Kafka is silent, a webhook waits for it a moment: then there is time to stop. */
  @Test
  void areAnsweredWhenTheGatewayStops() {
    try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Map.of());
        var gateway =
            RunningGateway.start(
                kafka.bootstrapServers(), Parts.shared().freshDatabase("gateway"))) {
      gateway.install(MEMBER);
      assertThat(gateway.post(call("before")).statusCode()).isEqualTo(200);
      kafka.stop();
      var answer = gateway.postLater(call("last"));
      var meters = gateway.bean(MeterRegistry.class);
      await().until(() -> meters.get("gateway.webhook.active").gauge().value() == 1);
      gateway.context().close();
      assertThat(answer.join().statusCode()).isEqualTo(200);
    }
  }

  private static String call(String workflow) {
    return Bodies.call(MEMBER, workflow, "loyalty_card_get", Map.of());
  }
}
