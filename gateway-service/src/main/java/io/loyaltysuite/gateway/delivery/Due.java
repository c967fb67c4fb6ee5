package io.loyaltysuite.gateway.delivery;

import java.time.Duration;
import java.time.Instant;

/** A stored delivery whose time has come, with the reply ready to be sent. */
record Due(StoredDelivery delivery, Reply reply, String command) {

  static Due of(StoredDelivery delivery, Reply reply) {
    return new Due(delivery, reply, reply.command());
  }

  boolean alone() {
    return delivery.alone() || reply.mustGoAlone();
  }

  /** About what it adds to a request. */
  int size() {
    return command.length();
  }

  /** When its workflow has come to rest after the last answer to another of its steps. */
  Instant workflowFreeAt(Duration gap) {
    var touched = delivery.workflowTouchedAt();
    return touched == null ? Instant.MIN : touched.plus(gap);
  }

  DeliveryPolicy.Reply history() {
    return new DeliveryPolicy.Reply(
        delivery.failures(), delivery.storedAt(), delivery.deadline(), delivery.resends() > 0);
  }
}
