package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.standalone.Fleet.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half of the writers call REST and ask again until they are answered, the other half write
 * commands to Kafka, all to the same ten cards; meanwhile the two loyalty services are killed in
 * turn.
 */
class WritersIT {

  private static final int PAIRS = 32;
  private static final int CARDS = 10;
  private static final int KILLS = Integer.getInteger("writers.kills", 4);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  void sixtyFourWritersOnTenCardsLoseAndDoubleNothingWhenServicesAreKilled() {
    try (var fleet = Fleet.start(folder, Map.of())) {
      var services = Stream.generate(() -> begin(fleet)).limit(2).toList();
      services.forEach(each -> each.awaitReady(START_LIMIT));
      try (var shop = new Counter(fleet, services.stream().map(Instance::port).toList())) {
        shop.open(CARDS);
        var ledger = new LedgerEvidence(fleet.database("loyalty"));
        Awaitility.await().atMost(PATIENCE).until(() -> ledger.cards() == CARDS);

        var written = write(shop, services);

        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> ledger.decided().size() == written.decisions());
        Awaitility.await().atMost(PATIENCE).until(() -> ledger.unpublished() == 0);
        check(fleet, ledger, written);
      }
    }
  }

  /**
   * What the writers did.
   *
   * @param answered how many questions REST has answered
   * @param commands those that went to Kafka
   * @param balances what is on each card if everything happened once
   */
  private record Written(
      AtomicInteger answered, Set<UUID> commands, Map<String, Integer> balances) {

    Written() {
      this(new AtomicInteger(), ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>());
      for (var card = 0; card < CARDS; card++) {
        balances.put(Counter.number(card), Counter.START);
      }
    }

    void moved(int card, int effect) {
      balances.merge(Counter.number(card), effect, Integer::sum);
    }

    int decisions() {
      return CARDS + answered.get() + commands.size();
    }
  }

  /** Lets all writers write until every kill is done. */
  private static Written write(Counter shop, List<Instance> services) {
    var over = new AtomicBoolean();
    var written = new Written();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<CompletableFuture<Void>>();
      for (var pair = 0; pair < PAIRS; pair++) {
        var card = pair % CARDS;
        // Kafka takes as much as REST answers: it would take everything at once.
        var steps = new Semaphore(1);
        writers.add(
            CompletableFuture.runAsync(() -> ask(shop, card, steps, over, written), threads));
        writers.add(
            CompletableFuture.runAsync(() -> send(shop, card, steps, over, written), threads));
      }
      for (var kill = 0; kill < KILLS; kill++) {
        var before = written.answered().get();
        Awaitility.await().atMost(PATIENCE).until(() -> written.answered().get() > before + PAIRS);
        var victim = services.get(kill % services.size());
        victim.kill();
        say("%s killed after %d answers".formatted(victim.name(), written.answered().get()));
        victim.start();
        victim.awaitReady(START_LIMIT);
      }
      over.set(true);
      writers.forEach(CompletableFuture::join);
    }
    return written;
  }

  private static void ask(
      Counter shop, int card, Semaphore steps, AtomicBoolean over, Written written) {
    for (var step = 0; !over.get(); step++) {
      shop.askUntilAnswered(card, effect(step));
      written.moved(card, effect(step));
      written.answered().incrementAndGet();
      steps.release();
    }
  }

  private static void send(
      Counter shop, int card, Semaphore steps, AtomicBoolean over, Written written) {
    try {
      for (var step = 0; !over.get(); step++) {
        if (steps.tryAcquire(1, TimeUnit.SECONDS)) {
          written.commands().add(shop.send(card, effect(step)));
          written.moved(card, effect(step));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void check(Fleet fleet, LedgerEvidence ledger, Written written) {
    var broken = new Objections();
    var decided = ledger.decided();
    var read = new TopicEvidence(new AllTopics(fleet.bootstrapServers())).read();
    ledger.check(written.commands(), decided, read, broken);
    say(
        "%d decisions, %d by Kafka, broken: %s"
            .formatted(decided.size(), written.commands().size(), broken.all()));
    assertThat(broken.all()).isEmpty();
    assertThat(ledger.balances()).isEqualTo(written.balances());
    assertThat(ledger.deadlocks()).isZero();
  }

  /** Every third step pays, and the amounts differ, so that two wrongs do not make a right. */
  private static int effect(int step) {
    var amount = 1 + step % 7;
    return step % 3 == 2 ? -amount : amount;
  }

  private static Instance begin(Fleet fleet) {
    var libraries = Path.of(System.getProperty("suite.target"), "lib") + "/*";
    return fleet.begin(
        Service.LOYALTY,
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            libraries));
  }

  private static void say(String text) {
    System.out.println("[writers test] " + text);
  }
}
