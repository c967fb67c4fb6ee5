package io.loyaltysuite.gateway.work;

import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.PortalWork;
import io.loyaltysuite.schemas.v1.ProgramSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Interim results as loyalty decides them. */
final class Interim {
  static final String FOLLOW_UP = "deal_discount_end";

  private Interim() {}

  /** What is asked for a discount of an amount, the rest to be added. */
  static Map<String, String> amount(long deal, String amount) {
    return Map.of(
        "follow_up", FOLLOW_UP,
        "deal_id", Long.toString(deal),
        "currency", "RUB",
        "measure", "amount",
        "amount", amount,
        "distribute", "proportional",
        "no_rows", "change_sum",
        "card_id", "9c3e",
        "hold_id", "77aa");
  }

  static Map<String, String> percent(long deal, String percent) {
    return Map.of(
        "follow_up", FOLLOW_UP,
        "deal_id", Long.toString(deal),
        "currency", "RUB",
        "measure", "percent",
        "percent", percent,
        "no_rows", "error",
        "combine", "keep_larger",
        "card_id", "9c3e");
  }

  static Map<String, String> undo(long deal, OperationResult of) {
    return Map.of(
        "follow_up",
        FOLLOW_UP,
        "deal_id",
        Long.toString(deal),
        "work",
        of.getResultId(),
        "card_id",
        "9c3e");
  }

  static Map<String, String> with(Map<String, String> parameters, String name, String value) {
    var more = new HashMap<>(parameters);
    more.put(name, value);
    return more;
  }

  static OperationResult result(
      String memberId, String replyTo, Map<String, String> parameters, Duration left) {
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var invocation =
        Invocation.newBuilder()
            .setMemberId(memberId)
            .setWorkflowId("6b0456318b3d14.40217735")
            .setActivityName("A1")
            .setActivityCode("loyalty_pay")
            .setDocumentId(List.of("crm", "CCrmDocumentDeal", "DEAL_7"))
            .setDocumentType(List.of("crm", "CCrmDocumentDeal", "DEAL"))
            .setEventTokenHash("0".repeat(64))
            .setReplyTo(replyTo)
            .setUseSubscription("Y")
            .setReceivedAt(now)
            .build();
    return asking(invocation, UUID.randomUUID(), parameters, now.plus(left));
  }

  /** The interim result of a command. */
  static OperationResult asking(
      Invocation invocation, UUID commandId, Map<String, String> parameters, Instant until) {
    var kind = parameters.containsKey("work") ? "deal_discount_undo" : "deal_discount";
    return OperationResult.newBuilder()
        .setResultId(Ids.resultId(commandId).toString())
        .setCommandId(commandId.toString())
        .setMemberId(invocation.getMemberId())
        .setOperation("deal_discount_amount")
        .setInvocation(invocation)
        .setReceivedAt(invocation.getReceivedAt())
        .setEffectiveAt(invocation.getReceivedAt())
        .setStatus("interim")
        .setMessage("")
        .setSettings(ProgramSettings.newBuilder().build())
        .setPortalWork(new PortalWork(kind, parameters, until))
        .build();
  }
}
