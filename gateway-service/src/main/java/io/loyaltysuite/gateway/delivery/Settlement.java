package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Abandoned;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Retry;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Scope;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Sent;
import io.loyaltysuite.gateway.delivery.DeliveryStore.Attempted;
import io.loyaltysuite.gateway.delivery.DeliveryStore.Repetition;
import io.loyaltysuite.gateway.outbox.Outbox;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.portal.PortalAnswer.Faulted;
import io.loyaltysuite.gateway.portal.PortalAnswer.Unreachable;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a turn decided about deliveries, gathered first and then written in one transaction. */
final class Settlement {
  private final Instant at;
  private final List<Attempted> sent = new ArrayList<>();
  private final List<Repeated> repeated = new ArrayList<>();
  private final List<Postponed> postponed = new ArrayList<>();
  private final List<StoredDelivery> abandoned = new ArrayList<>();
  private final List<DeliveryReport> reports = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  private record Repeated(Attempted attempt, Repetition repetition) {}

  private record Postponed(StoredDelivery delivery, Instant until) {}

  Settlement(Instant at) {
    this.at = at;
  }

  /** Waits for the workflow to come to rest. */
  void postpone(Due due, Instant until) {
    postponed.add(new Postponed(due.delivery(), until));
    reports.add(Reports.waiting(due.delivery(), "workflow_busy", until, at));
  }

  /** Cannot be sent at all. */
  void abandon(StoredDelivery delivery, String reason) {
    abandoned.add(delivery);
    reports.add(Reports.abandoned(delivery, reason, at));
    deadLetters.add(Reports.deadLetter(delivery, reason, at));
  }

  /** Needs no dead letter: there is nobody left to send it to. */
  void cancel(StoredDelivery delivery, String reason) {
    abandoned.add(delivery);
    reports.add(Reports.abandoned(delivery, reason, at));
  }

  void answered(
      Due due,
      PortalAnswer answer,
      DeliveryOutcome outcome,
      Reports.Request request,
      Instant restsAt) {
    var delivery = due.delivery();
    var attempt = new Attempted(delivery, at, restsAt);
    reports.add(Reports.attempt(delivery, outcome, answer, request, at));
    switch (outcome) {
      case Sent _ -> sent.add(attempt);
      case Retry(var scope, var notBefore, _) -> {
        boolean alone = answer instanceof Faulted && request.size() > 1;
        boolean uncertain = answer instanceof Unreachable;
        boolean own = scope == Scope.CALL;
        // What concerns the whole portal waits for the end of its pause, which may come early.
        var next = own ? notBefore : at;
        repeated.add(new Repeated(attempt, new Repetition(next, own, alone, uncertain)));
      }
      case Abandoned(var reason) -> {
        abandoned.add(delivery);
        deadLetters.add(Reports.deadLetter(delivery, reason, at));
      }
    }
  }

  /** Part of the caller's transaction. */
  void write(DeliveryStore store, Outbox outbox, Duration resendAfter) {
    sent.forEach(attempt -> store.sent(attempt, attempt.restsAt().plus(resendAfter)));
    repeated.forEach(one -> store.retry(one.attempt(), one.repetition()));
    postponed.forEach(one -> store.postpone(one.delivery(), one.until()));
    abandoned.forEach(store::abandoned);
    outbox.reports(reports);
    outbox.deadLetters(deadLetters);
  }
}
