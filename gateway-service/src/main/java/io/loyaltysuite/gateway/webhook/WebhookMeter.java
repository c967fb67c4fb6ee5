package io.loyaltysuite.gateway.webhook;

/** Meters of the way in. */
enum WebhookMeter {
  /** Timer. Tags: outcome. */
  REQUESTS("gateway.webhook.requests", "Webhooks from arrival to answer"),
  /** Counter. Tags: activity, verdict. */
  CALLS("gateway.webhook.calls", "Calls of activities that became commands"),
  /** Counter. Tags: reason. */
  APPEND_FAILURES("gateway.webhook.append.failures", "Commands that Kafka did not take"),
  /** Counter. Tags: audited. */
  REFUSALS("gateway.webhook.refusals", "Webhooks whose sender was not proved"),
  /** Distribution in bytes. */
  BODY("gateway.webhook.body", "Size of webhook bodies");

  private final String id;
  private final String description;

  WebhookMeter(String id, String description) {
    this.id = id;
    this.description = description;
  }

  String id() {
    return id;
  }

  String description() {
    return description;
  }
}
