package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.Load;
import io.loyaltysuite.standalone.Kill.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the suite again and again under load. Whatever was answered 200 must have happened exactly
 * once. The seed, the number of points and how long the database is away can be given: {@code
 * -Dkill.seed=…}, {@code -Dkill.points=…}, {@code -Ddatabase.absence.seconds=…}. The long form is
 * {@code ./suite soak kill}.
 */
class KillIT {

  private static final int POINTS = Integer.getInteger("kill.points", 20);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

  private static final long BEGAN = System.nanoTime();

  /** Two webhooks each. */
  private static final double SALES_PER_SECOND = 100;

  private static final Duration ABSENCE =
      Duration.ofSeconds(Integer.getInteger("database.absence.seconds", 10));

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path folder;

  @Test
  void whateverIsKilledEveryCallAnsweredHappensExactlyOnce() {
    say("seed %d, %d kill points".formatted(SEED, POINTS));
    try (var suite = new SuiteProcess(folder.resolve("suite"))) {
      suite.start();
      try (var town = suite.town(8)) {
        town.issueCards();
        stayAwayFromUndoneWork(suite, town);
        killUnderLoad(suite, town);
      }
    }
  }

  private static void killUnderLoad(SuiteProcess suite, Town town) {
    var load = town.begin(Town.SALE, SALES_PER_SECOND, Long.MAX_VALUE);
    var killed = 0;
    for (var kill : Kill.plan(new Random(SEED), POINTS)) {
      pass(kill.after());
      kill.perform(suite);
      killed += kill.victim() == Victim.REGISTRY ? 0 : 1;
      say("%d of %d: %s".formatted(killed, POINTS, kill.victim()));
    }
    pass(Duration.ofSeconds(2));
    load.forEach(Load::stop);
    check(suite, town, "after %d kill points".formatted(killed));
    assertThat(killed).isEqualTo(POINTS);
    assertThat(StrangersDecoder.undecodable(suite)).isEmpty();
  }

  /** While the database is away, webhooks are taken and no offset moves past undone work. */
  private static void stayAwayFromUndoneWork(SuiteProcess suite, Town town) {
    var load = town.begin(Town.SALE, SALES_PER_SECOND, Long.MAX_VALUE);
    pass(Duration.ofSeconds(1));
    try (var _ = Absence.ofPostgres(suite)) {
      // What was being committed when the database went may still be.
      pass(Duration.ofSeconds(2));
      var before = Absence.committed(suite);
      var answeredBefore = answered(town);
      pass(ABSENCE);
      assertThat(Absence.committed(suite)).isEqualTo(before);
      assertThat(answered(town)).as("webhooks answered").isGreaterThan(answeredBefore);
    }
    suite.awaitPostgres();
    load.forEach(Load::stop);
    check(suite, town, "after %d s without the database".formatted(ABSENCE.toSeconds()));
  }

  private static void check(SuiteProcess suite, Town town, String when) {
    var promises = suite.promises(town.portals());
    var rested = promises.awaitRest(PATIENCE);
    var findings = promises.check(PATIENCE);
    say("%s: %s, broken: %s".formatted(when, findings.counted(), findings.broken()));
    assertThat(findings.broken()).as(when).isEmpty();
    assertThat(rested).as("everything came to rest").isTrue();
    assertThat(findings.counted().get("calls answered 200")).isGreaterThan(500);
  }

  private static int answered(Town town) {
    return new PortalEvidence(town.portals()).answered().size();
  }

  /** Lets the load run on for a while. */
  private static void pass(Duration time) {
    Awaitility.await()
        .pollDelay(time)
        .pollInterval(Duration.ofMillis(1))
        .atMost(time.plusMinutes(1))
        .until(() -> true);
  }

  private static void say(String text) {
    var seconds = Duration.ofNanos(System.nanoTime() - BEGAN).toSeconds();
    System.out.println("[kill test] %4d s  %s".formatted(seconds, text));
  }
}
