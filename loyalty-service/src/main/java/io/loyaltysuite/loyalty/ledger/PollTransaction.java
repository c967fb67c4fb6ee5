package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Operation.AddContact;
import io.loyaltysuite.loyalty.card.Operation.IssueCard;
import io.loyaltysuite.loyalty.card.Source;
import io.loyaltysuite.loyalty.ledger.Admission.Admitted;
import io.loyaltysuite.loyalty.ledger.Poll.Task;
import io.loyaltysuite.loyalty.ledger.RequestKeys.Earlier;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.reproduce.CommandRecord;
import io.loyaltysuite.loyalty.reproduce.Decided;
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
 * lock portals, read settings ─▶ find earlier requests and stored decisions
 *              ─▶ load what the others need ─▶ decide them in order
 *              ─▶ write entries, accounts, claims, contacts, decisions, keys of requests,
 *                 what is to be published ─▶ commit
 * </pre>
 */
@Component
class PollTransaction {

  private static final String INTERNAL_ERROR = "internal_error";
  private static final String KEY_REUSED = "idempotency_key_reused";

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
    // Whoever holds a row of the schedule meanwhile does so on a connection of its own.
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * What a transaction came to.
   *
   * @param all one decision per command, in the order of the poll
   * @param fresh those decided just now
   * @param awaited whether anybody waits for them
   */
  record Outcome(List<StoredDecision> all, List<StoredDecision> fresh, boolean awaited) {}

  /** A command on its way to a decision, with what else the decision sends out. */
  private record Work(Submission submission, Task task, List<Outgoing> also) {}

  /** Decides the commands that have no decision yet. Their ids must differ. */
  Outcome decide(List<Submission> poll) {
    var now = now();
    return run(poll, submission -> admission.admit(submission.event(), submission.source(), now));
  }

  /** Stores the decision {@code internal_error}, with a dead letter, for a command that failed. */
  Outcome giveUp(Submission failed, Throwable cause) {
    var letters = failed.deadLetter().apply(cause);
    try {
      return refuse(failed, letters);
    } catch (RuntimeException e) {
      if (Failure.of(e) != Failure.COMMAND) {
        throw e;
      }
      return refuse(failed.bare(), letters);
    }
  }

  private Outcome refuse(Submission failed, List<Outgoing> letters) {
    return run(List.of(failed), PollTransaction::internalError, letters);
  }

  private static Admitted internalError(Submission failed) {
    return refused(failed, INTERNAL_ERROR);
  }

  private static Admitted refused(Submission submission, String code) {
    return new Admitted(
        CommandRecord.refused(submission.event(), submission.source(), code), false);
  }

  private Outcome run(List<Submission> poll, Function<Submission, Admitted> admit) {
    return run(poll, admit, List.of());
  }

  private Outcome run(
      List<Submission> poll, Function<Submission, Admitted> admit, List<Outgoing> also) {
    var outcome =
        transaction.execute(
            _ -> {
              tables.portals().searchByIndex();
              var portals = tables.portals().lock(memberIds(poll));
              var inForce = settings.inForce(portals.values());
              var earlier = tables.requestKeys().find(portals, poll);
              var stored = stored(poll, earlier);
              var work = new ArrayList<Work>();
              for (var each : poll) {
                if (!stored.containsKey(each.commandId())) {
                  var portal = Objects.requireNonNull(portals.get(each.memberId()));
                  var command =
                      earlier.containsKey(each.commandId())
                          ? refused(each, KEY_REUSED)
                          : admit.apply(each);
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

  /** Decisions there are already: of the command itself, or of the request that it repeats. */
  private Map<UUID, StoredDecision> stored(List<Submission> poll, Map<UUID, Earlier> earlier) {
    var asked = poll.stream().map(Submission::commandId);
    var repeated = earlier.values().stream().filter(Earlier::same).map(Earlier::commandId);
    var stored = new HashMap<>(tables.decisions().find(Stream.concat(asked, repeated).toList()));
    earlier.forEach(
        (commandId, known) -> {
          var decision = stored.get(known.commandId());
          if (known.same() && decision != null) {
            stored.put(commandId, decision);
          }
        });
    return stored;
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
    var contacts = new ArrayList<ContactRows.Row>();
    for (var each : work) {
      var decided = poll.decide(each.task());
      var portalId = each.task().portalId();
      decisions.add(
          new Decisions.Row(portalId, results.store(decided, each.submission(), each.also())));
      addContacts(contacts, portalId, decided);
    }
    poll.save();
    tables.contacts().insert(contacts);
    tables.decisions().insert(decisions);
    remember(work, decisions);
    return decisions.stream().map(Decisions.Row::decision).toList();
  }

  /** Writes down what nobody else remembers about decisions whose commands stand on no topic. */
  private void remember(List<Work> work, List<Decisions.Row> decisions) {
    var keys = new ArrayList<RequestKeys.Row>();
    var records = new ArrayList<Outgoing>();
    for (int i = 0; i < work.size(); i++) {
      var submission = work.get(i).submission();
      var row = decisions.get(i);
      if (submission.source() != Source.ACTIVITY) {
        row.decision().records().forEach(records::add);
        submission
            .idempotencyKey()
            .filter(_ -> row.decision().succeeded())
            .ifPresent(
                key ->
                    keys.add(new RequestKeys.Row(row.portalId(), key, row.decision().commandId())));
      }
    }
    tables.requestKeys().insert(keys);
    tables.outbox().add(records);
  }

  private static void addContacts(List<ContactRows.Row> rows, long portalId, Decided decided) {
    if (!(decided.decision() instanceof Accepted accepted)) {
      return;
    }
    switch (decided.command().operation()) {
      case AddContact contact ->
          rows.add(
              new ContactRows.Row(
                  portalId,
                  AddContact.contactId(decided.command().id()),
                  contact,
                  decided.effectiveAt()));
      case IssueCard card when card.contact() != null && !accepted.entries().isEmpty() ->
          rows.add(
              new ContactRows.Row(
                  portalId,
                  UUID.fromString(card.contactId()),
                  card.contact(),
                  decided.effectiveAt()));
      default -> {}
    }
  }

  private static Outcome outcome(
      List<Submission> poll, Map<UUID, StoredDecision> stored, List<StoredDecision> fresh) {
    var byId = new HashMap<>(stored);
    fresh.forEach(decision -> byId.put(decision.commandId(), decision));
    var all =
        poll.stream().map(each -> Objects.requireNonNull(byId.get(each.commandId()))).toList();
    var awaited = poll.stream().anyMatch(each -> each.source() != Source.JOB);
    return new Outcome(all, fresh, awaited);
  }

  private static List<String> memberIds(List<Submission> poll) {
    return poll.stream().map(Submission::memberId).distinct().toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
