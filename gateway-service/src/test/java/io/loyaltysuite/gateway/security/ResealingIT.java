package io.loyaltysuite.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.gateway.config.KeyProperties;
import io.loyaltysuite.gateway.portal.Installations;
import io.loyaltysuite.standalone.parts.Parts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A new key on a database full of secrets. */
class ResealingIT {
  private static final int PORTALS = 450;
  private static final String NEW_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  @Test
  void aNewKeyTakesOverEverySecretAndTheOldOneCanGo() {
    var parts = Parts.shared();
    var database = parts.freshDatabase("gateway");
    try (var before = RunningGateway.start(parts.kafka().bootstrapServers(), database)) {
      for (int i = 0; i < PORTALS; i++) {
        before.install("portal" + i);
      }
      // Sealed for another portal: nobody can open it, and it must not stop the others.
      before
          .bean(JdbcClient.class)
          .sql(
              "update installation set refresh_token = (select refresh_token from installation"
                  + " where member_id = 'portal1') where member_id = 'portal0'")
          .update();
    }
    try (var after =
        RunningGateway.start(
            parts.kafka().bootstrapServers(),
            database,
            "--gateway.keys.current=k2",
            "--gateway.keys.secrets.k2=" + NEW_KEY)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> under(after, "k2") == PORTALS - 1);
      assertThat(gauge(after, "gateway.keys.older")).isEqualTo(1);
      assertThat(gauge(after, "gateway.keys.lost")).isZero();
      var only = new Sealer(new KeyProperties("k2", Map.of("k2", NEW_KEY)));
      assertThat(only.open(secret(after, "access_token", "portal7"), "portal7"))
          .isEqualTo("access");
      assertThat(only.open(secret(after, "refresh_token", "portal7"), "portal7"))
          .isEqualTo("refresh");
      var known = after.bean(Installations.class).find("portal7").orElseThrow();
      assertThat(known.provedBy(RunningGateway.APPLICATION_TOKEN)).isTrue();
    }
  }

  @Test
  void aSecretUnderALostKeyIsToldAndHidesNoOtherPortal() {
    var parts = Parts.shared();
    var database = parts.freshDatabase("gateway");
    try (var before = RunningGateway.start(parts.kafka().bootstrapServers(), database)) {
      before.install("lost");
      before.install("whole");
      before
          .bean(JdbcClient.class)
          .sql(
              "update installation set application_token = 'gone' || application_token"
                  + " where member_id = 'lost'")
          .update();
    }
    try (var after = RunningGateway.start(parts.kafka().bootstrapServers(), database)) {
      assertThat(after.bean(Installations.class).inMemory("whole")).isPresent();
      assertThat(after.bean(Installations.class).inMemory("lost")).isEmpty();
      await().until(() -> gauge(after, "gateway.keys.lost") == 1);
    }
  }

  private static double gauge(RunningGateway gateway, String name) {
    return gateway.bean(MeterRegistry.class).get(name).gauge().value();
  }

  private static long under(RunningGateway gateway, String key) {
    return gateway
        .bean(JdbcClient.class)
        .sql(
            """
            select count(*) from installation where access_token like :key
              and refresh_token like :key and application_token like :key""")
        .param("key", key + ".%")
        .query(Long.class)
        .single();
  }

  private static String secret(RunningGateway gateway, String column, String memberId) {
    return gateway
        .bean(JdbcClient.class)
        .sql("select " + column + " from installation where member_id = ?")
        .param(memberId)
        .query(String.class)
        .single();
  }
}
