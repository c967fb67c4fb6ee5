package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayProgram;
import io.loyaltysuite.gateway.RecordedEvents;
import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.gateway.webhook.WebhookLoad.Answered;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.Parts;
import io.loyaltysuite.standalone.parts.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Kafka goes and comes back while webhooks flow to two gateways, each its own process, and one of
 * them is killed and started again meanwhile. Whatever was answered 200 must stand on the topic,
 * and what a workflow posted later must not be decided earlier. The rate, the time without Kafka
 * and the number of kills can be given: {@code -Dspool.webhooks=…}, {@code -Dspool.away.seconds=…},
 * {@code -Dspool.kills=…}. The long form is {@code ./suite soak spool}.
 */
class KafkaAwayIT {
  private static final int WEBHOOKS_PER_SECOND = Integer.getInteger("spool.webhooks", 200);
  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("spool.away.seconds", 8));
  private static final int KILLS = Integer.getInteger("spool.kills", 1);

  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(60);
  private static final int PARTITIONS = 12;
  private static final long BEGAN = System.nanoTime();

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private Database database;
  private List<Integer> ports;
  private final Map<Integer, GatewayProgram> gateways = new ConcurrentHashMap<>();
  private final List<CompletableFuture<Void>> starting = new ArrayList<>();
  private final List<String> members = WebhookLoad.members(50);

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Map.of());
    Topics.create(Map.of("bootstrap.servers", kafka.bootstrapServers()), PARTITIONS, (short) 1);
    database = Parts.shared().freshDatabase("gateway");
    ports = List.of(Ports.free(), Ports.free());
    // The first one alone: it lays out the database.
    startGateway(ports.getFirst());
    members.forEach(member -> RunningGateway.install(member, jdbc()));
    startGateway(ports.getLast());
  }

  @AfterEach
  void stop() {
    // Whoever is still starting would outlive this test.
    starting.forEach(CompletableFuture::join);
    gateways.values().forEach(GatewayProgram::close);
    RecordedEvents.forget(kafka.bootstrapServers());
    kafka.close();
  }

  @Test
  void whateverWasAnsweredIsOnTheTopicInOrder() {
    List<Answered> answered;
    Map<String, Integer> refused;
    try (var load = WebhookLoad.begin(ports, members, WEBHOOKS_PER_SECOND)) {
      await().until(() -> load.answered().size() > WEBHOOKS_PER_SECOND);
      stayWithoutKafka();
      var stored = stored();
      long back = System.nanoTime();
      kafka.start();
      long up = System.nanoTime();
      await().atMost(DRAINED_WITHIN.plusSeconds(30)).until(() -> stored() < WEBHOOKS_PER_SECOND);
      var drained = Duration.ofNanos(System.nanoTime() - up);
      say(
          "%d stored commands; Kafka was up after %.1f s, the backlog was drained %.1f s later"
              .formatted(stored, seconds(Duration.ofNanos(up - back)), seconds(drained)));
      assertThat(drained).isLessThan(DRAINED_WITHIN);
      load.stop();
      answered = load.answered();
      refused = load.refused();
    }
    await().atMost(DRAINED_WITHIN).until(() -> stored() == 0);
    check(answered, refused);
  }

  /** Kills every second instance in turn, evenly over the time, and starts it again at once. */
  private void stayWithoutKafka() {
    kafka.stop();
    say("Kafka is away");
    var pause = AWAY.dividedBy(KILLS + 1);
    pass(pause);
    for (int kill = 0; kill < KILLS; kill++) {
      int port = ports.get((kill + 1) % ports.size());
      gateway(port).kill();
      say("gateway %d is killed, %d commands are stored".formatted(port, stored()));
      starting.add(
          CompletableFuture.runAsync(() -> startGateway(port), Thread::startVirtualThread));
      pass(pause);
    }
    long back = starting.stream().filter(CompletableFuture::isDone).count();
    say("%d of %d killed gateways are back".formatted(back, KILLS));
  }

  private void check(List<Answered> answered, Map<String, Integer> refused) {
    var records =
        RecordedEvents.all(kafka.bootstrapServers(), Topics.COMMANDS).stream()
            .map(one -> EventHeaders.text(one.headers(), EventHeaders.CE_ID))
            .toList();
    var places = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < records.size(); i++) {
      places.putIfAbsent(records.get(i), i);
    }
    var slow = answered.stream().mapToLong(Answered::millis).sorted().toArray();
    say(
        "%d webhooks answered 200 (p50 %d ms, p99 %d ms, slowest %d ms), others %s; %d records, %d of them doubled"
            .formatted(
                answered.size(),
                slow[slow.length / 2],
                slow[(int) (slow.length * 0.99)],
                slow[slow.length - 1],
                refused,
                records.size(),
                records.size() - places.size()));
    assertThat(answered.stream().map(Answered::commandId).filter(id -> !places.containsKey(id)))
        .as("answered 200 and lost")
        .isEmpty();
    assertThat(overtaken(answered, places)).as("decided before an earlier one").isEmpty();
    assertThat(refused.keySet()).as("with Kafka away").noneMatch(why -> why.startsWith("HTTP"));
  }

  private static List<Answered> overtaken(List<Answered> answered, Map<String, Integer> places) {
    var latest = new HashMap<String, Integer>();
    var overtaken = new ArrayList<Answered>();
    answered.stream()
        .sorted(Comparator.comparingInt(Answered::n))
        .forEach(
            one -> {
              int place = places.getOrDefault(one.commandId(), Integer.MAX_VALUE);
              if (place < latest.getOrDefault(one.workflow(), -1)) {
                overtaken.add(one);
              }
              latest.merge(one.workflow(), place, Math::max);
            });
    return overtaken;
  }

  private void startGateway(int port) {
    var arguments =
        RunningGateway.arguments(
            kafka.bootstrapServers(),
            database,
            "--server.port=" + port,
            "--spring.kafka.consumer.client-id=gateway-" + port);
    gateways.put(port, GatewayProgram.start(arguments, port));
  }

  private GatewayProgram gateway(int port) {
    return Objects.requireNonNull(gateways.get(port));
  }

  private long stored() {
    return jdbc().sql("select count(*) from spool").query(Long.class).single();
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(
        new DriverManagerDataSource(database.url(), database.user(), database.password()));
  }

  /** Lets the load run on for a while. */
  private static void pass(Duration time) {
    await()
        .pollDelay(time)
        .pollInterval(Duration.ofMillis(1))
        .atMost(time.plusMinutes(1))
        .until(() -> true);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  private static void say(String text) {
    System.out.printf("[spool test] %4d s  %s%n", seconds(), text);
  }

  private static long seconds() {
    return Duration.ofNanos(System.nanoTime() - BEGAN).toSeconds();
  }
}
