package io.loyaltysuite.gateway.bootstrap;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import io.loyaltysuite.standalone.parts.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that is started while Kafka is away: its consumer cannot start for minutes. */
@Timeout(300)
class WithoutKafkaIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final BusinessProcess ONE_STEP =
      BusinessProcess.named("one")
          .step("loyalty_accrue_fixed", Map.of("card_number", "79780000000", "amount", "150"));
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void isReadyTakesWebhooksAndSendsTheRepliesItHas() {
    try (var suite = GatewayWithPortals.asProgram()) {
      var portal = suite.installed("waits-for-a-reply");
      portal.disturb(Disturbance.refusing(1, 503));
      portal.start(ONE_STEP);
      // Not amid it: the next attempt would wait for the end of that one's time limit.
      await().atMost(PATIENCE).until(() -> wasRefused(suite, portal));
      suite.killProgram();
      // Now, for every further refusal would put the next attempt off by more.
      portal.disturb(Disturbance.NONE);

      int management = Ports.free();
      suite.startProgram(
          "--spring.kafka.bootstrap-servers=127.0.0.1:" + Ports.free(),
          "--management.server.port=" + management);
      await().atMost(SOON).until(() -> status(management, "readiness") == 200);
      assertThat(status(management, "liveness")).isEqualTo(200);

      await().atMost(SOON).until(() -> portal.tally().replies(Verdict.APPLIED) == 1);
      assertThat(portal.violations()).isEmpty();

      portal.start(ONE_STEP);
      await().atMost(SOON).until(() -> spooled(suite, portal) == 1);
    }
  }

  private static boolean wasRefused(GatewayWithPortals suite, Portal portal) {
    return suite.rows("delivery", portal.memberId()).stream()
        .anyMatch(row -> !Integer.valueOf(0).equals(row.get("attempt")));
  }

  private static int spooled(GatewayWithPortals suite, Portal portal) {
    return suite.rows("spool", portal.memberId()).size();
  }

  private static int status(int port, String group) {
    var health = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + group);
    try {
      return HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
