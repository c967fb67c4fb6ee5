package io.loyaltysuite.gateway.work;

import static java.util.Objects.requireNonNull;

import io.loyaltysuite.gateway.lane.LaneWork;
import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.outbox.Outbox;
import io.loyaltysuite.gateway.portal.Installation;
import io.loyaltysuite.gateway.portal.Installations;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.portal.PortalAnswer.MethodExhausted;
import io.loyaltysuite.gateway.portal.PortalAnswer.NotInstalled;
import io.loyaltysuite.gateway.portal.PortalCalls;
import io.loyaltysuite.gateway.portal.PortalPatience;
import io.loyaltysuite.gateway.portal.PortalStatus;
import io.loyaltysuite.gateway.trace.TraceParent;
import io.loyaltysuite.gateway.work.DealAnswer.Denied;
import io.loyaltysuite.gateway.work.DealAnswer.NotNow;
import io.loyaltysuite.gateway.work.DealAnswer.Shown;
import io.loyaltysuite.gateway.work.Ending.Applied;
import io.loyaltysuite.gateway.work.Ending.Failed;
import io.loyaltysuite.gateway.work.Ending.Undone;
import io.loyaltysuite.gateway.work.deal.Deal;
import io.loyaltysuite.gateway.work.deal.Failure;
import io.loyaltysuite.gateway.work.deal.Impossible;
import io.loyaltysuite.gateway.work.deal.Plan;
import io.loyaltysuite.gateway.work.deal.Plan.Standing;
import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes deals in their portal, one work per turn of its lane, and tells the domain how it ended.
 *
 * <pre>
 *   due ─▶ time over, portal gone? ─yes──────────────────────────────────────────▶ failed ─┐
 *    │ no                                                                                  │
 *    ▼                                                                                     │
 *   read the deal ─▶ no plan yet: plan ─┬─ impossible ────────────────────────────▶ failed ─┤
 *    │      │                           └─ stored before anything is written ─▶ write       │
 *    │      └──────▶ planned before ─▶ compare ─┬─ as planned ───────────────────▶ applied ─┤
 *    │                                          ├─ as before, half ─▶ write ─────▶ applied ─┤
 *    │                                          └─ changed by others ────▶ failed, audited ─┤
 *    └─ no answer, also to writing ─▶ again later, compared first                           │
 *                                                                                          ▼
 *                   one transaction: the end, the report, the follow-up command, the lane's row
 * </pre>
 */
@Component
@Order(3)
class DealWork implements LaneWork {
  private static final Logger log = LoggerFactory.getLogger(DealWork.class);
  private static final int TOLD_AT_ONCE = 500;
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
  private static final int LONGEST_BACKOFF = 5;

  /** Kinds of audit events: nobody knows what became of the deal. */
  private static final String UNKNOWN = "portal_work_unknown";

  /** A discount should have been taken back and was not. */
  private static final String LEFT = "deal_left_discounted";

  private final WorkStore store;
  private final DealCalls deals;
  private final Installations installations;
  private final PortalCalls calls;
  private final Outbox outbox;
  private final EventCodec codec;
  private final TransactionTemplate transaction;
  private final WorkProperties properties;
  private final WorkMeters meters;
  private final InstantSource clock;
  private final DealPlans plans;

  DealWork(
      WorkStore store,
      DealCalls deals,
      Installations installations,
      PortalCalls calls,
      Outbox outbox,
      EventCodec codec,
      TransactionTemplate transaction,
      WorkProperties properties,
      WorkMeters meters,
      InstantSource clock) {
    this.store = store;
    this.deals = deals;
    this.installations = installations;
    this.calls = calls;
    this.outbox = outbox;
    this.codec = codec;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
    this.clock = clock;
    this.plans = new DealPlans(store);
  }

  /** One work in the hands of its turn. */
  private record Task(Turn turn, StoredWork row, Assignment assignment) {

    boolean mayBeWritten() {
      return row.plan() != null;
    }

    boolean undoes() {
      return assignment.undoes();
    }
  }

  @Override
  public Optional<Instant> nextDue(String memberId) {
    return store.nextDue(memberId);
  }

  /** Work that ends without a request is not held up by a portal that is left alone. */
  @Override
  public int firstCost(String memberId) {
    var due = store.due(memberId);
    return isGone(memberId) || due.isEmpty() || isOver(due.get(), clock.instant()) ? 0 : 1;
  }

  @Override
  public Duration firstLimit() {
    return calls.timeLimit();
  }

  @Override
  public void perform(Turn turn) throws InterruptedException {
    var due = store.due(turn.memberId());
    if (due.isEmpty()) {
      turn.giveBack();
      turn.store(turn::finish);
      return;
    }
    var task = new Task(turn, due.get(), assignment(due.get()));
    var hopeless = withoutAsking(task);
    if (hopeless.isPresent()) {
      turn.giveBack();
      end(task, hopeless.get());
      return;
    }
    switch (deals.read(turn, task.assignment().dealId())) {
      case Shown(var deal) -> {
        turn.resume();
        settle(task, requireNonNull(deal, "a deal that was read"));
      }
      case Denied(var failure, _) -> {
        turn.resume();
        end(task, denied(task, failure));
      }
      case NotNow(NotInstalled _) -> end(task, gone(task));
      case NotNow(var answer) -> again(task, answer);
    }
  }

  private Assignment assignment(StoredWork work) {
    return switch (codec.decode(Topics.RESULTS, work.value())) {
      case Decoded.Event(OperationResult result, _) -> new Assignment(result);
      case Decoded other ->
          throw new IllegalStateException("work " + work.resultId() + " cannot be read: " + other);
    };
  }

  private Optional<Ending> withoutAsking(Task task) {
    var assignment = task.assignment();
    if (isOver(task.row(), task.turn().now())) {
      return Optional.of(
          task.mayBeWritten()
              ? new Failed(Failure.DEAL_UPDATE_FAILED, UNKNOWN)
              : new Failed(Failure.CRM_UNAVAILABLE));
    }
    if (isGone(task.turn().memberId())) {
      return Optional.of(gone(task));
    }
    boolean known = task.undoes() || assignment.kind().equals(Assignment.DISCOUNT);
    return known && !assignment.dealId().isEmpty()
        ? Optional.empty()
        : Optional.of(new Failed(Failure.DEAL_UPDATE_FAILED));
  }

  private boolean isOver(StoredWork work, Instant now) {
    var end =
        work.plan() == null
            ? work.until().minus(properties.beginMargin())
            : work.until().plus(properties.settleFor());
    return !now.isBefore(end);
  }

  private boolean mayBegin(Task task) {
    return task.turn().now().isBefore(task.row().until().minus(properties.beginMargin()));
  }

  private boolean isGone(String memberId) {
    return installations
        .find(memberId)
        .map(Installation::status)
        .filter(status -> status != PortalStatus.UNINSTALLED)
        .isEmpty();
  }

  private static Ending gone(Task task) {
    return new Failed(Failure.CRM_UNAVAILABLE, task.mayBeWritten() ? UNKNOWN : "");
  }

  /** A deal that is gone is out of doubt; one we may not see any more is not. */
  private static Ending denied(Task task, Failure failure) {
    return task.mayBeWritten() && failure != Failure.DEAL_NOT_FOUND
        ? new Failed(Failure.DEAL_UPDATE_FAILED, UNKNOWN)
        : new Failed(failure);
  }

  private void settle(Task task, Deal deal) throws InterruptedException {
    var written = plans.written(task.row());
    if (written.isPresent()) {
      compare(task, written.get(), deal);
      return;
    }
    switch (plans.plan(task.assignment(), deal)) {
      case Impossible(var failure) -> end(task, new Failed(failure));
      case Plan plan when !plan.writes() -> end(task, reached(task, plan, deal));
      case Plan plan -> begin(task, plan);
    }
  }

  private void begin(Task task, Plan plan) throws InterruptedException {
    task.turn().admit(1, calls.timeLimit());
    if (!store.planned(task.row().resultId(), plans.text(plan))) {
      throw new IllegalStateException("work " + task.row().resultId() + " went on elsewhere");
    }
    write(task, plan, false);
  }

  private void compare(Task task, Plan plan, Deal deal) throws InterruptedException {
    var standing = plan.standing(deal);
    switch (standing) {
      case AFTER, PRICED -> end(task, reached(task, plan, deal));
      case BEFORE, BETWEEN -> {
        boolean half = standing == Standing.BETWEEN;
        if (half || mayBegin(task)) {
          task.turn().admit(1, calls.timeLimit());
          write(task, plan, half);
        } else {
          end(task, new Failed(Failure.CRM_UNAVAILABLE));
        }
      }
      case CHANGED -> end(task, new Failed(Failure.DEAL_UPDATE_FAILED, UNKNOWN));
    }
  }

  /**
   * Writes all of the plan.
   *
   * @param half whether part of it is written already
   */
  private void write(Task task, Plan plan, boolean half) throws InterruptedException {
    switch (deals.write(task.turn(), task.assignment().dealId(), plan)) {
      case Shown(var deal) -> end(task, reached(task, plan, deal));
      case NotNow(var answer) -> again(task, answer);
      case Denied(var failure, var touched) when (touched || half) -> restore(task, plan, failure);
      case Denied(var failure, _) -> end(task, new Failed(failure));
    }
  }

  /** The sum was lowered and the rows were refused. */
  private void restore(Task task, Plan plan, Failure failure) throws InterruptedException {
    task.turn().admit(1, calls.timeLimit());
    var restored = deals.restoreSum(task.turn(), task.assignment().dealId(), plan);
    boolean well = restored instanceof Shown;
    end(task, new Failed(failure, well ? "" : UNKNOWN));
  }

  private static Ending reached(Task task, Plan plan, @Nullable Deal deal) {
    if (task.undoes()) {
      return new Undone();
    }
    var made = deal != null && plan.isSoldAsPlanned(deal) ? deal : null;
    return new Applied(plan, made, deal == null ? plan.sumAfter() : deal.sum());
  }

  private void again(Task task, PortalAnswer answer) {
    var turn = task.turn();
    var pause = PortalPatience.pause(answer, turn.failures(), turn.now());
    boolean whole = pause.isPresent() && !(answer instanceof MethodExhausted);
    var backoff =
        FIRST_BACKOFF.multipliedBy(1L << Math.min(task.row().failures(), LONGEST_BACKOFF));
    var next = pause.orElseGet(() -> turn.now().plus(backoff));
    var report =
        WorkReports.again(
            task.assignment().result(), task.row().attempt() + 1, answer, next, turn.now());
    turn.store(
        () -> {
          // What concerns the whole portal waits for the end of its pause, which may come early.
          store.again(task.row(), whole ? turn.now() : next, pause.isEmpty());
          outbox.reports(List.of(report));
          if (whole) {
            turn.pause(next, report.getError());
          }
          turn.finish();
        });
    meters.again();
    log.info(
        "Work {} in portal {} is tried again at {}: {}",
        task.row().resultId(),
        turn.memberId(),
        next,
        report.getError());
  }

  private void end(Task task, Ending reached) {
    var turn = task.turn();
    var ending = task.undoes() ? undoing(reached) : reached;
    var work = task.assignment();
    var command = FollowUp.of(work, ending, turn.now());
    var trace = TraceParent.of(task.row().trace(), UUID.fromString(command.getCommandId()));
    var made = ending instanceof Applied(_, var deal, _) && deal != null ? plans.text(deal) : null;
    turn.store(
        () -> {
          if (store.done(task.row(), ending.word(), made)) {
            outbox.commands(List.of(new Outbox.Traced(command, trace)));
            outbox.reports(
                List.of(
                    WorkReports.done(work.result(), task.row().attempt() + 1, ending, turn.now())));
            if (ending instanceof Failed failed && !failed.doubt().isEmpty()) {
              outbox.audits(List.of(WorkReports.doubtful(work, failed, turn.now())));
            }
          }
          turn.finish();
        });
    meters.done(task.row(), ending, turn.now());
    tell(task, ending);
  }

  /** Whatever the reason: the discount is still there, unless the deal is not. */
  private static Ending undoing(Ending ending) {
    return ending instanceof Failed(var failure, _) && failure != Failure.DEAL_NOT_FOUND
        ? new Failed(failure, LEFT)
        : ending;
  }

  private static void tell(Task task, Ending ending) {
    var word = ending.word();
    var id = task.row().resultId();
    if (ending instanceof Failed failed && !failed.doubt().isEmpty()) {
      log.warn(
          "Work {} in portal {} ended in doubt: {}, {}",
          id,
          task.turn().memberId(),
          word,
          failed.doubt());
    } else {
      log.info("Work {} in portal {} ended: {}", id, task.turn().memberId(), word);
    }
  }

  /** Reports why due works have to wait, each reason once for each of them. */
  @Override
  public void waits(String memberId, Instant until, String reason) {
    var now = clock.instant();
    transaction.executeWithoutResult(
        _ ->
            outbox.reports(
                store.waiting(memberId, reason, TOLD_AT_ONCE).stream()
                    .map(
                        row ->
                            WorkReports.waiting(
                                assignment(row).result(), row.attempt(), reason, until, now))
                    .toList()));
  }
}
