package io.loyaltysuite.simulator.webhook;

import io.loyaltysuite.simulator.workflow.Departure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fields of webhooks and application events in the captured order, before form encoding (protocol
 * 1.4, 6.5). Pure.
 */
final class WebhookBody {

  private WebhookBody() {}

  static Map<String, Object> of(Departure departure, Instant queued, Map<String, Object> auth) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("workflow_id", departure.workflowId());
    fields.put("code", departure.code());
    fields.put("document_id", departure.documentId());
    fields.put("document_type", departure.documentType());
    fields.put("event_token", departure.eventToken());
    fields.put("properties", departure.properties());
    fields.put("use_subscription", departure.useSubscription() ? "Y" : "N");
    fields.put("timeout_duration", departure.timeoutSeconds());
    fields.put("ts", queued.getEpochSecond());
    fields.put("auth", auth);
    return fields;
  }

  static Map<String, Object> ofEvent(
      String event, Map<String, Object> data, Instant queued, Map<String, Object> auth) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("event", event);
    fields.put("data", data);
    fields.put("ts", queued.getEpochSecond());
    fields.put("auth", auth);
    return fields;
  }
}
