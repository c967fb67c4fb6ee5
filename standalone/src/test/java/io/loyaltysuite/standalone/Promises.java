package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.standalone.parts.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Checks from outside what the suite promises, against everything it left behind: the portals'
 * evidence, the topics, the ledger, the journal. Reads all of it, so it is for tests and soaks.
 */
final class Promises {

  private static final Duration STEP = Duration.ofMillis(500);

  private final PortalEvidence portals;
  private final TopicEvidence topics;
  private final LedgerEvidence ledger;
  private final JournalEvidence journal;

  /**
   * @param bootstrapServers of the suite's broker
   * @param loyalty the loyalty service's database
   * @param journal the journal's database
   */
  Promises(
      Collection<Portal> portals, String bootstrapServers, Database loyalty, Database journal) {
    this.portals = new PortalEvidence(List.copyOf(portals));
    this.topics = new TopicEvidence(new AllTopics(bootstrapServers));
    this.ledger = new LedgerEvidence(loyalty);
    this.journal = new JournalEvidence(journal);
  }

  /**
   * What was found.
   *
   * @param counted how much of everything was looked at
   * @param broken every broken promise with examples; empty if all were kept
   */
  record Findings(Map<String, Integer> counted, List<String> broken) {}

  /** Waits until every answered call has its reply; gives up when for so long none has got one. */
  boolean awaitRest(Duration patience) {
    var waiting = portals.waiting();
    while (waiting > 0) {
      var before = waiting;
      if (!await(patience, () -> portals.waiting() < before)) {
        return false;
      }
      waiting = portals.waiting();
    }
    return true;
  }

  /** Checks every promise. Events may still come, so the journal is asked about older ones. */
  Findings check(Duration patience) {
    // In this order: what comes later belongs to no earlier evidence.
    var answered = portals.answered();
    var decided = ledger.decided();
    var ends = topics.ends();
    var read = topics.read();
    var broken = new Objections();
    if (!await(patience, () -> journal.hasReached(ends))) {
      broken.add("the journal catches up", List.of("not within " + patience));
    }
    portals.check(broken);
    topics.check(read, answered, broken);
    ledger.check(answered, decided, read, broken);
    journal.check(read, ends, broken);
    var counted = new LinkedHashMap<String, Integer>();
    counted.put("calls answered 200", answered.size());
    counted.put("results", read.resultIds().size());
    counted.put("records", read.records().size());
    counted.put("cards", ledger.cards());
    return new Findings(counted, broken.all());
  }

  private static boolean await(Duration patience, BooleanSupplier condition) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }
}
