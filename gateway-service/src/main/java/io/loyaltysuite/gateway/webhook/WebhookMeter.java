package io.loyaltysuite.gateway.webhook;

/** Meters of the way in. */
enum WebhookMeter {
  REQUESTS("gateway.webhook.requests", "Webhooks from arrival to answer, by answer"),
  ACTIVE("gateway.webhook.active", "Webhooks that came and are not answered yet"),
  PORTAL_SHARE(
      "gateway.webhook.portal.share",
      "How much of its share of the room the busiest portal takes; at 1 its webhooks are answered 429"),
  BODY("gateway.webhook.body", "Size of webhook bodies within the limit"),
  CALLS("gateway.webhook.calls", "Calls of activities that became commands"),
  REFUSALS("gateway.webhook.refusals", "Webhooks whose sender was not proved");

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
