package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Abandoned;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Retry;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Sent;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;

/** Words the reports about deliveries. Pure; the same step of the same delivery has the same id. */
final class Reports {

  private Reports() {}

  /** How a request went that carried replies. */
  record Request(int size, long millis) {}

  static DeliveryReport queued(DeliveryKey key, Instant at) {
    return report(key, "queued", 0, at).build();
  }

  static DeliveryReport waiting(StoredDelivery delivery, String reason, Instant until, Instant at) {
    return report(delivery.key(), "waiting", delivery.attempt(), at, reason)
        .setReason(reason)
        .setNotBefore(until)
        .build();
  }

  static DeliveryReport attempt(
      StoredDelivery delivery,
      DeliveryOutcome outcome,
      PortalAnswer answer,
      Request request,
      Instant at) {
    int number = delivery.attempt() + 1;
    var report =
        report(delivery.key(), kind(delivery, outcome), number, at)
            .setHttpStatus(answer.wire().httpStatus())
            .setError(answer.wire().error())
            .setErrorDescription(answer.wire().description())
            .setBatchSize(request.size())
            .setDurationMs(request.millis());
    return switch (outcome) {
      case Sent(var note) -> report.setReason(note).build();
      case Abandoned(var reason) -> report.setReason(reason).build();
      case Retry(var scope, var notBefore, var reason) ->
          report.setReason(reason).setScope(scope.code()).setNotBefore(notBefore).build();
    };
  }

  private static String kind(StoredDelivery delivery, DeliveryOutcome outcome) {
    return switch (outcome) {
      case Sent _ -> delivery.resends() > 0 ? "resent" : "sent";
      case Abandoned _ -> "abandoned";
      case Retry _ -> "retry";
    };
  }

  static DeliveryReport abandoned(StoredDelivery delivery, String reason, Instant at) {
    return report(delivery.key(), "abandoned", delivery.attempt() + 1, at)
        .setReason(reason)
        .build();
  }

  /** An abandoned delivery, whole, so that a person can send it again. */
  static DeadLetter deadLetter(StoredDelivery delivery, String reason, Instant at) {
    var origin = delivery.origin();
    var headers = new HashMap<String, ByteBuffer>();
    for (int i = 0; i < origin.headerNames().size(); i++) {
      headers.put(origin.headerNames().get(i), bytes(origin.headerValues().get(i)));
    }
    var memberId = delivery.key().memberId();
    return DeadLetter.newBuilder()
        .setDeadLetterId(derived(delivery.key(), "dead letter").toString())
        .setService("gateway")
        .setMemberId(memberId)
        .setOriginTopic(Topics.RESULTS)
        .setOriginPartition(origin.partition())
        .setOriginOffset(origin.offset())
        .setCause("delivery_abandoned")
        .setCauseMessage(reason)
        .setAt(at)
        .setKey(bytes(memberId))
        .setValue(ByteBuffer.wrap(origin.value()))
        .setHeaders(headers)
        .build();
  }

  private static DeliveryReport.Builder report(
      DeliveryKey key, String kind, int attempt, Instant at) {
    return report(key, kind, attempt, at, "");
  }

  private static DeliveryReport.Builder report(
      DeliveryKey key, String kind, int attempt, Instant at, String why) {
    return DeliveryReport.newBuilder()
        .setReportId(derived(key, kind + " " + attempt + " " + why).toString())
        .setResultId(key.resultId())
        .setCommandId(key.commandId())
        .setMemberId(key.memberId())
        .setWorkflowId(key.workflowId())
        .setActivityName(key.activityName())
        .setActivityCode(key.activityCode())
        .setKind(kind)
        .setAttempt(attempt)
        .setAt(at);
  }

  private static UUID derived(DeliveryKey key, String name) {
    return Ids.derived(Ids.commandId(key.memberId(), key.resultId()), name);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
