package io.loyaltysuite.gateway.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.RecordedEvents;
import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.EmbeddedPostgres;
import io.loyaltysuite.standalone.parts.Ports;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While Kafka is away, webhooks are stored, answered, and brought to Kafka afterwards. */
@Timeout(240)
class SpoolIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> MEMBERS =
      IntStream.range(0, 6).mapToObj(i -> "0f1e2d3c4b5a69788796a5b4c3d2e1f" + i).toList();
  private static final String MEMBER = MEMBERS.getFirst();

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static EmbeddedPostgres postgres;

  /** Parts of its own, because they are stopped and killed; every test leaves them running. */
  @BeforeAll
  static void startParts() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Map.of());
    Topics.create(Map.of("bootstrap.servers", kafka.bootstrapServers()), 3, (short) 1);
    postgres = EmbeddedPostgres.start(folder.resolve("pg"), Ports.free(), "test");
  }

  @AfterAll
  static void stopParts() {
    RecordedEvents.forget(kafka.bootstrapServers());
    kafka.close();
    postgres.close();
  }

  @Test
  void everyWebhookAnsweredWhileKafkaIsAwayReachesItInOrder() {
    try (var gateway = gateway("in_order")) {
      assertThat(post(gateway, MEMBER, "in-order", 0)).isEqualTo(200);
      kafka.stop();
      long fastest = Long.MAX_VALUE;
      for (int n = 1; n <= 10; n++) {
        for (var member : MEMBERS) {
          long began = System.nanoTime();
          assertThat(post(gateway, member, "in-order", n)).isEqualTo(200);
          fastest = Math.min(fastest, System.nanoTime() - began);
        }
      }
      assertThat(spooled(gateway)).isEqualTo(60);
      // Whoever waited for Kafka took 500 ms.
      assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(300));
      assertThat(post(gateway, MEMBER, "in-order", 11)).isEqualTo(200);

      kafka.start();
      awaitStraight(gateway);
      for (var member : MEMBERS) {
        assertThat(post(gateway, member, "in-order", 12)).isEqualTo(200);
        assertThat(decided(member, "in-order"))
            .containsExactlyElementsOf(
                IntStream.rangeClosed(member.equals(MEMBER) ? 0 : 1, 12)
                    .filter(n -> n != 11 || member.equals(MEMBER))
                    .mapToObj(n -> commandId(member, "in-order", n))
                    .toList());
      }
      assertThat(count(gateway, "stored")).isEqualTo(61);
    }
  }

  @Test
  void theWayBackIsFoundWhileWebhooksKeepComing() {
    try (var gateway = gateway("busy")) {
      var enough = new AtomicBoolean();
      var last = new LinkedHashMap<String, CompletableFuture<Integer>>();
      for (var member : MEMBERS) {
        for (int one = 0; one < 4; one++) {
          var workflow = "busy-" + one;
          last.put(
              member + " " + workflow,
              CompletableFuture.supplyAsync(
                  () -> {
                    int n = 0;
                    while (!enough.get()) {
                      assertThat(post(gateway, member, workflow, n++)).isEqualTo(200);
                    }
                    return n;
                  },
                  Thread::startVirtualThread));
        }
      }
      kafka.stop();
      await().atMost(PATIENCE).until(() -> spooled(gateway) > 500);
      kafka.start();
      awaitStraight(gateway);
      enough.set(true);

      last.forEach(
          (key, sent) -> {
            var member = key.substring(0, key.indexOf(' '));
            var workflow = key.substring(key.indexOf(' ') + 1);
            assertThat(decided(member, workflow))
                .containsExactlyElementsOf(
                    IntStream.range(0, sent.join())
                        .mapToObj(n -> commandId(member, workflow, n))
                        .toList());
          });
    }
  }

  @Test
  void whatADeadInstanceStoredIsBroughtToKafkaByAnother() {
    try (var other = gateway("dead")) {
      try (var gateway = gateway("dead")) {
        kafka.stop();
        for (int n = 0; n < 5; n++) {
          assertThat(post(gateway, MEMBER, "dead", n)).isEqualTo(200);
        }
      }
      kafka.start();
      await().atMost(PATIENCE).until(() -> spooled(other) == 0);
      assertThat(decided(MEMBER, "dead"))
          .containsExactlyElementsOf(
              IntStream.range(0, 5).mapToObj(n -> commandId(MEMBER, "dead", n)).toList());
    }
  }

  @Test
  void onlyWithoutBothIsAWebhookRefused() {
    try (var gateway = gateway("neither")) {
      assertThat(post(gateway, MEMBER, "neither", 0)).isEqualTo(200);
      kafka.stop();
      assertThat(post(gateway, MEMBER, "neither", 1)).isEqualTo(200);
      postgres.kill();
      assertThat(post(gateway, MEMBER, "neither", 2)).isEqualTo(503);
      assertThat(count(gateway, "lost")).isEqualTo(1);

      kafka.start();
      await().atMost(PATIENCE).until(() -> post(gateway, MEMBER, "neither", 3) == 200);
      assertThat(count(gateway, "rescued")).isGreaterThanOrEqualTo(1);
      postgres.start();
      awaitStraight(gateway);
      assertThat(decided(MEMBER, "neither"))
          .contains(
              commandId(MEMBER, "neither", 0),
              commandId(MEMBER, "neither", 1),
              commandId(MEMBER, "neither", 3));
    }
  }

  @Test
  void aLargeBodyIsStoredWholeAndOneThatKafkaWouldNeverTakeIsCut() {
    var large = "&properties[x]=" + "x".repeat(1_900 * 1024);
    var tooLarge = "&properties[x]=" + "\u0001".repeat(1_900 * 1024);
    try (var gateway = gateway("large")) {
      kafka.stop();
      assertThat(gateway.post(body(MEMBER, "large", 0) + large).statusCode()).isEqualTo(200);
      assertThat(gateway.post(body(MEMBER, "large", 1) + tooLarge).statusCode()).isEqualTo(200);
      assertThat(post(gateway, MEMBER, "large", 2)).isEqualTo(200);
      kafka.start();
      awaitStraight(gateway);

      var commands = commands(gateway, MEMBER, "large");
      assertThat(
              requireNonNull(commands.get(commandId(MEMBER, "large", 0)))
                  .getRawProperties()
                  .length())
          .isGreaterThan(1_900 * 1024);
      assertThat(requireNonNull(commands.get(commandId(MEMBER, "large", 1))).getRefusal().getCode())
          .isEqualTo("input_invalid");
      assertThat(commands).containsKey(commandId(MEMBER, "large", 2));
    }
  }

  @Test
  void stoppedInOrderItLosesNothing() {
    var gateway = gateway("stopped");
    try (var load = WebhookLoad.begin(List.of(gateway.url("/").getPort()), MEMBERS, 300)) {
      await().atMost(PATIENCE).until(() -> load.answered().size() > 300);
      gateway.close();
      load.stop();
      assertThat(load.refused().keySet()).noneMatch(why -> why.startsWith("HTTP"));
      var durable =
          RecordedEvents.all(kafka.bootstrapServers(), Topics.COMMANDS).stream()
              .map(one -> text(one.headers(), EventHeaders.CE_ID))
              .collect(Collectors.toSet());
      assertThat(load.answered())
          .allMatch(answered -> durable.contains(answered.commandId()))
          .hasSizeGreaterThan(300);
    }
  }

  private static RunningGateway gateway(String database) {
    var gateway =
        RunningGateway.startOnTopics(kafka.bootstrapServers(), postgres.database(database));
    MEMBERS.forEach(gateway::install);
    return gateway;
  }

  private static void awaitStraight(RunningGateway gateway) {
    await().atMost(PATIENCE).until(() -> spooled(gateway) == 0 && spoolingPartitions(gateway) == 0);
  }

  private static int post(RunningGateway gateway, String member, String workflow, int n) {
    return gateway.post(body(member, workflow, n)).statusCode();
  }

  private static String body(String member, String workflow, int n) {
    return Bodies.call(member, workflow, "loyalty_card_get", inputs(n));
  }

  private static String commandId(String member, String workflow, int n) {
    return Ids.commandId(member, Bodies.token(workflow, "loyalty_card_get", inputs(n))).toString();
  }

  private static Map<String, String> inputs(int n) {
    return Map.of("card_number", Integer.toString(n));
  }

  /** Ids of a workflow's commands in the order in which they are decided: repeats left out. */
  private static List<String> decided(String member, String workflow) {
    return RecordedEvents.of(kafka.bootstrapServers(), Topics.COMMANDS, member).stream()
        .filter(one -> text(one.headers(), EventHeaders.CORRELATION_ID).equals(workflow))
        .map(one -> text(one.headers(), EventHeaders.CE_ID))
        .distinct()
        .toList();
  }

  private static String text(Headers headers, String name) {
    return EventHeaders.text(headers, name);
  }

  private static Map<String, ActivityCommand> commands(
      RunningGateway gateway, String member, String workflow) {
    var commands = new LinkedHashMap<String, ActivityCommand>();
    for (var one : RecordedEvents.of(kafka.bootstrapServers(), Topics.COMMANDS, member)) {
      if (text(one.headers(), EventHeaders.CORRELATION_ID).equals(workflow)) {
        commands.put(
            text(one.headers(), EventHeaders.CE_ID),
            RecordedEvents.decode(gateway.bean(EventCodec.class), one, ActivityCommand.class));
      }
    }
    return commands;
  }

  private static long spooled(RunningGateway gateway) {
    return gateway
        .bean(JdbcClient.class)
        .sql("select count(*) from spool")
        .query(Long.class)
        .single();
  }

  private static double spoolingPartitions(RunningGateway gateway) {
    return gateway.bean(MeterRegistry.class).get("gateway.spool.partitions").gauge().value();
  }

  private static double count(RunningGateway gateway, String outcome) {
    return gateway
        .bean(MeterRegistry.class)
        .get("gateway.spool.commands")
        .tag("outcome", outcome)
        .counter()
        .count();
  }
}
