package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.ledger.Admission.Admitted;
import io.loyaltysuite.loyalty.ledger.Poll.Task;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.reproduce.CommandRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One poll, one transaction; a failure leaves nothing behind.
 *
 * <pre>
 * lock portals, read settings ─▶ find stored decisions ─▶ load what the others need ─▶ decide in order
 *              ─▶ write entries, accounts, claims, decisions ─▶ commit
 * </pre>
 */
@Component
class PollTransaction {

  private static final String INTERNAL_ERROR = "internal_error";

  private final Tables tables;
  private final SettingsVersions settings;
  private final Results results;
  private final Audits audits;
  private final Admission admission;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  PollTransaction(
      Tables tables,
      SettingsVersions settings,
      Results results,
      Audits audits,
      LedgerProperties properties,
      InstantSource clock,
      PlatformTransactionManager manager) {
    this.tables = tables;
    this.settings = settings;
    this.results = results;
    this.audits = audits;
    this.admission = new Admission(properties.decisionRetention(), properties.maxAhead());
    this.clock = clock;
    this.transaction = new TransactionTemplate(manager);
    // Whoever waited at the portal's lock has to see what its holder committed.
    this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
  }

  /**
   * What a transaction came to.
   *
   * @param all one decision per command, in the order of the poll
   * @param fresh those decided just now
   */
  record Outcome(List<StoredDecision> all, List<StoredDecision> fresh) {}

  /** A command on its way to a decision, with what else the decision sends out. */
  private record Work(Submission submission, Task task, List<Outgoing> also) {}

  /** Decides the commands that have no decision yet. Their ids must differ. */
  Outcome decide(List<Submission> poll) {
    var now = now();
    return run(poll, submission -> admission.admit(submission.event(), now));
  }

  /** Stores the decision {@code internal_error}, with a dead letter, for a command that failed. */
  Outcome giveUp(Submission failed, Throwable cause) {
    var letter = failed.deadLetter().apply(cause);
    try {
      return refuse(failed, letter);
    } catch (RuntimeException e) {
      if (Failure.of(e) != Failure.COMMAND) {
        throw e;
      }
      return refuse(failed.bare(), letter);
    }
  }

  private Outcome refuse(Submission failed, Outgoing letter) {
    var refusal = new Admitted(CommandRecord.refused(failed.event(), INTERNAL_ERROR), false);
    return run(List.of(failed), _ -> refusal, List.of(letter));
  }

  private Outcome run(List<Submission> poll, Function<Submission, Admitted> admit) {
    return run(poll, admit, List.of());
  }

  private Outcome run(
      List<Submission> poll, Function<Submission, Admitted> admit, List<Outgoing> also) {
    var outcome =
        transaction.execute(
            _ -> {
              var portals = tables.portals().lock(memberIds(poll));
              var inForce = settings.inForce(portals.values());
              var stored =
                  tables.decisions().find(poll.stream().map(Submission::commandId).toList());
              var work = new ArrayList<Work>();
              for (var each : poll) {
                if (!stored.containsKey(each.commandId())) {
                  var portal = Objects.requireNonNull(portals.get(each.memberId()));
                  var command = admit.apply(each);
                  work.add(
                      work(
                          each,
                          portal.id(),
                          Objects.requireNonNull(inForce.get(portal)),
                          command,
                          also));
                }
              }
              return outcome(poll, stored, decideAll(work));
            });
    return Objects.requireNonNull(outcome);
  }

  private Work work(
      Submission submission,
      long portalId,
      Settings settings,
      Admitted admitted,
      List<Outgoing> also) {
    var task = new Task(portalId, settings, admitted.command());
    var sent =
        admitted.clamped()
            ? Stream.concat(also.stream(), Stream.of(clampAudit(submission, admitted))).toList()
            : also;
    return new Work(submission, task, sent);
  }

  private Outgoing clampAudit(Submission submission, Admitted admitted) {
    return audits.receivedAtClamped(submission, admitted.command().receivedAt());
  }

  private List<StoredDecision> decideAll(List<Work> work) {
    if (work.isEmpty()) {
      return List.of();
    }
    var poll = new Poll(tables);
    poll.load(work.stream().map(Work::task).toList());
    var decisions = new ArrayList<Decisions.Row>();
    for (var each : work) {
      var decided = poll.decide(each.task());
      var portalId = each.task().portalId();
      decisions.add(
          new Decisions.Row(portalId, results.store(decided, each.submission(), each.also())));
    }
    poll.save();
    tables.decisions().insert(decisions);
    return decisions.stream().map(Decisions.Row::decision).toList();
  }

  private static Outcome outcome(
      List<Submission> poll, Map<UUID, StoredDecision> stored, List<StoredDecision> fresh) {
    var byId = new HashMap<>(stored);
    fresh.forEach(decision -> byId.put(decision.commandId(), decision));
    var all =
        poll.stream().map(each -> Objects.requireNonNull(byId.get(each.commandId()))).toList();
    return new Outcome(all, fresh);
  }

  private static List<String> memberIds(List<Submission> poll) {
    return poll.stream().map(Submission::memberId).distinct().toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
