package io.loyaltysuite.gateway.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes deliveries for tests. */
final class Deliveries {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Deliveries() {}

  static Due due(String id, String workflow) {
    return due(id, workflow, null, "done");
  }

  static Due due(String id, String workflow, @Nullable Instant workflowRestsAt, String message) {
    var delivery = stored(id, workflow, workflowRestsAt);
    var reply = new Reply("token-" + id, Map.of("operation_status_message", message), "log");
    return Due.of(delivery, reply);
  }

  static StoredDelivery stored(String id, String workflow, @Nullable Instant workflowRestsAt) {
    return new StoredDelivery(
        new DeliveryKey(id, "c-" + id, "portal", workflow, "A1", "loyalty_pay"),
        new Origin(0, 1, new byte[] {1}, List.of("ce_id"), List.of(id)),
        "sealed",
        true,
        NOON,
        null,
        NOON,
        false,
        0,
        0,
        0,
        false,
        workflowRestsAt);
  }
}
