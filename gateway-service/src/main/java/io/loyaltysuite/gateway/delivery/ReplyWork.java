package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Abandoned;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Retry;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Scope;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Sent;
import io.loyaltysuite.gateway.lane.LaneWork;
import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.outbox.Outbox;
import io.loyaltysuite.gateway.portal.Installation;
import io.loyaltysuite.gateway.portal.Installations;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.portal.PortalCalls;
import io.loyaltysuite.gateway.portal.PortalStatus;
import io.loyaltysuite.gateway.trace.Traces;
import io.loyaltysuite.gateway.trace.Traces.Step;
import io.loyaltysuite.schemas.EventHeaders;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings stored results to their portal, one request per turn of its lane.
 *
 * <pre>
 *   due ─▶ portal gone? ─yes─▶ abandoned, reported
 *    │ no
 *    ▼
 *   prepare ─▶ plan ─┬─ all wait for their workflow ─▶ postponed, reported
 *                    └─ request ─▶ judge each ─▶ one transaction: outcomes, reports, dead letters, lane
 *                                      (a crash before it: the same replies are sent once more)
 * </pre>
 */
@Component
@Order(2)
class ReplyWork implements LaneWork {
  private static final Logger log = LoggerFactory.getLogger(ReplyWork.class);
  private static final int CANCELLED_AT_ONCE = 500;
  private static final int TOLD_AT_ONCE = 500;

  private final DeliveryStore store;
  private final Preparation preparation;
  private final Dispatch dispatch;
  private final Installations installations;
  private final PortalCalls calls;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final DeliveryProperties properties;
  private final DeliveryPolicy policy;
  private final DeliveryMeters meters;
  private final Traces traces;
  private final InstantSource clock;

  ReplyWork(
      DeliveryStore store,
      Preparation preparation,
      Dispatch dispatch,
      Installations installations,
      PortalCalls calls,
      Outbox outbox,
      TransactionTemplate transaction,
      DeliveryProperties properties,
      DeliveryMeters meters,
      Traces traces,
      InstantSource clock) {
    this.store = store;
    this.preparation = preparation;
    this.dispatch = dispatch;
    this.installations = installations;
    this.calls = calls;
    this.outbox = outbox;
    this.transaction = transaction;
    this.properties = properties;
    this.policy = new DeliveryPolicy(properties);
    this.meters = meters;
    this.traces = traces;
    this.clock = clock;
  }

  @Override
  public Optional<Instant> nextDue(String memberId) {
    return store.nextDue(memberId);
  }

  @Override
  public int firstCost(String memberId) {
    return 1;
  }

  @Override
  public Duration firstLimit() {
    return calls.timeLimit();
  }

  @Override
  public void perform(Turn turn) throws InterruptedException {
    if (isGone(turn.memberId())) {
      cancel(turn);
      return;
    }
    var due = store.due(turn.memberId(), 2 * properties.maxBatchCalls());
    var prepared = preparation.prepare(due, turn.now());
    var plan = BatchPlan.of(prepared.ready(), limits(), turn.now());
    if (plan.send().isEmpty()) {
      turn.giveBack();
    }
    long started = System.nanoTime();
    SequencedMap<Due, PortalAnswer> answers =
        plan.send().isEmpty() ? new LinkedHashMap<>() : dispatch.send(turn, plan.send());
    var took = Duration.ofNanos(System.nanoTime() - started);
    var settlement = new Settlement(turn.now());
    prepared.broken().forEach(settlement::abandon);
    meters.unsendable(prepared.broken().size());
    plan.later().forEach(settlement::postpone);
    meters.postponed(plan.later().size());
    judge(turn, answers, new Reports.Request(answers.size(), took.toMillis()), settlement);
    settle(turn, settlement);
  }

  private BatchPlan.Limits limits() {
    return new BatchPlan.Limits(properties.maxBatchCalls(), properties.maxBatchSize().toBytes());
  }

  private boolean isGone(String memberId) {
    return installations
        .find(memberId)
        .map(Installation::status)
        .filter(status -> status != PortalStatus.UNINSTALLED)
        .isEmpty();
  }

  private void judge(
      Turn turn,
      SequencedMap<Due, PortalAnswer> answers,
      Reports.Request request,
      Settlement settlement) {
    if (request.size() > 0) {
      meters.requested(request.size());
    }
    int failures = turn.failures();
    var sent = turn.now().minusMillis(request.millis());
    var together =
        traces.together(
            "request to portal",
            sent,
            turn.now(),
            answers.keySet().stream().map(due -> traceOf(due.delivery())).toList());
    var rests = properties.pace().restsAt(List.copyOf(answers.keySet()), turn.now());
    answers.forEach(
        (due, answer) -> {
          var key = due.delivery().key();
          var outcome = policy.judge(answer, due.history(), failures, turn.now());
          var rest = rests.getOrDefault(key.workflowId(), turn.now());
          settlement.answered(due, answer, outcome, request, rest);
          var step = step(due.delivery(), outcome, sent, turn.now());
          traces.step(step, together, () -> meters.attempted(due.delivery(), outcome, turn.now()));
          tell(key, outcome, answer);
          steer(turn, outcome);
        });
  }

  private static Step step(
      StoredDelivery delivery, DeliveryOutcome outcome, Instant sent, Instant now) {
    var word = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return new Step("reply", SpanKind.CLIENT, traceOf(delivery), sent, now, word);
  }

  private static String traceOf(StoredDelivery delivery) {
    return delivery.origin().header(EventHeaders.TRACEPARENT);
  }

  /** What concerns the whole portal pauses its lane; an answer as it should be ends the pause. */
  private static void steer(Turn turn, DeliveryOutcome outcome) {
    switch (outcome) {
      case Retry(var scope, _, _) when scope == Scope.CALL -> {}
      case Retry(_, var notBefore, var reason) -> turn.pause(notBefore, reason);
      case Sent _, Abandoned _ -> turn.resume();
    }
  }

  private void cancel(Turn turn) {
    turn.giveBack();
    var settlement = new Settlement(turn.now());
    var due = store.due(turn.memberId(), CANCELLED_AT_ONCE);
    due.forEach(delivery -> settlement.cancel(delivery, "portal_uninstalled"));
    meters.cancelled(due.size());
    settle(turn, settlement);
  }

  private void settle(Turn turn, Settlement settlement) {
    turn.store(
        () -> {
          settlement.write(store, outbox, properties.resendAfter());
          turn.finish();
        });
  }

  /** Reports why due replies have to wait, each reason once for each of them. */
  @Override
  public void waits(String memberId, Instant until, String reason) {
    var now = clock.instant();
    transaction.executeWithoutResult(
        _ -> {
          var waiting = store.waiting(memberId, reason, TOLD_AT_ONCE);
          outbox.reports(
              waiting.stream().map(one -> Reports.waiting(one, reason, until, now)).toList());
        });
  }

  private static void tell(DeliveryKey key, DeliveryOutcome outcome, PortalAnswer answer) {
    switch (outcome) {
      case Sent _ -> log.debug("Reply {} of workflow {} sent", key.resultId(), key.workflowId());
      case Retry(var scope, var at, var reason) ->
          log.info(
              "Reply {} of workflow {} to portal {} is tried again at {}: {} ({})",
              key.resultId(),
              key.workflowId(),
              key.memberId(),
              at,
              reason,
              scope.code());
      case Abandoned(var reason) ->
          log.warn(
              "Reply {} of workflow {} to portal {} is given up: {} (HTTP {})",
              key.resultId(),
              key.workflowId(),
              key.memberId(),
              reason,
              answer.wire().httpStatus());
    }
  }
}
