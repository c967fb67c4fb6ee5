package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.standalone.parts.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

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
    this.topics = new TopicEvidence(bootstrapServers);
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

  /** Waits until every answered call has its reply and the journal has caught up, or gives up. */
  boolean awaitRest(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!isAtRest()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }

  /** Checks every promise. */
  Findings check() {
    var answered = portals.answered();
    var read = topics.read();
    var broken = new Objections();
    portals.check(broken);
    topics.check(read, answered, broken);
    ledger.check(answered, read, broken);
    journal.check(read, broken);
    var counted = new LinkedHashMap<String, Integer>();
    counted.put("calls answered 200", answered.size());
    counted.put("results", read.resultIds().size());
    counted.put("records", read.records().size());
    counted.put("cards", ledger.cards());
    return new Findings(counted, broken.all());
  }

  private boolean isAtRest() {
    return portals.isAtRest() && journal.hasReached(topics.ends());
  }
}
