package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Abandoned;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Retry;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Scope;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Sent;
import io.loyaltysuite.gateway.outbox.Outbox;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.portal.PortalAnswer.Faulted;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a turn decided about deliveries, gathered first and then written in one transaction. */
final class Settlement {
  private final Instant at;
  private final List<StoredDelivery> sent = new ArrayList<>();
  private final List<Repeated> repeated = new ArrayList<>();
  private final List<Postponed> postponed = new ArrayList<>();
  private final List<StoredDelivery> abandoned = new ArrayList<>();
  private final List<DeliveryReport> reports = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  private record Repeated(StoredDelivery delivery, Retry retry, boolean alone) {}

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

  void answered(Due due, PortalAnswer answer, DeliveryOutcome outcome, Reports.Request request) {
    var delivery = due.delivery();
    reports.add(Reports.attempt(delivery, outcome, answer, request, at));
    switch (outcome) {
      case Sent _ -> sent.add(delivery);
      case Retry retry -> {
        boolean alone = answer instanceof Faulted && request.size() > 1;
        repeated.add(new Repeated(delivery, retry, alone));
      }
      case Abandoned(var reason) -> {
        abandoned.add(delivery);
        deadLetters.add(Reports.deadLetter(delivery, reason, at));
      }
    }
  }

  /** Part of the caller's transaction. */
  void write(DeliveryStore store, Outbox outbox, Duration resendAfter) {
    if (!sent.isEmpty()) {
      store.sent(sent, at, resendAfter);
    }
    for (Repeated one : repeated) {
      boolean own = one.retry().scope() == Scope.CALL;
      store.retry(one.delivery(), at, one.retry().notBefore(), own, one.alone());
    }
    postponed.forEach(one -> store.postpone(one.delivery(), one.until()));
    abandoned.forEach(store::abandoned);
    outbox.reports(reports);
    outbox.deadLetters(deadLetters);
  }
}
