package io.loyaltysuite.loyalty.history;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An event of the journal as a record of the application's journal (spec 1.9).
 *
 * @param type of the event, such as {@code OperationResult}
 * @param workflow the process, or the request it is about
 * @param activity code of the activity; empty for what no process asked for
 * @param kind operation of a result or command, else what happened
 */
public record HistoryRecord(
    UUID id,
    Instant at,
    String type,
    String workflow,
    String activity,
    String kind,
    String status,
    String errorCode) {

  /** Refusals that are no decision about the account: somebody has to look after the service. */
  private static final Set<String> FAULTS =
      Set.of(
          "internal_error",
          "service_unavailable",
          "operation_timeout",
          "concurrency_conflict",
          "crm_unavailable",
          "deal_update_failed");

  /** What nobody asks for. */
  private static final Set<String> SCHEDULED = Set.of("card_settle", "level_review");

  public Level level() {
    return switch (type) {
      case "DeadLetter" -> Level.CRITICAL;
      case "OperationResult" -> ofResult();
      case "DeliveryReport" -> kind.equals("abandoned") ? Level.ERROR : Level.DEBUG;
      case "AuditEvent" -> status.equals("refused") ? Level.WARNING : Level.NOTICE;
      default -> Level.DEBUG;
    };
  }

  private Level ofResult() {
    if (errorCode.isEmpty()) {
      return Level.INFO;
    }
    return FAULTS.contains(errorCode) ? Level.ERROR : Level.WARNING;
  }

  /** Where it began: {@code bizproc}, {@code rest}, {@code job} or {@code support}. */
  public String source() {
    if (type.equals("AuditEvent")) {
      return "support";
    }
    if (!type.equals("OperationResult") || !activity.isEmpty()) {
      return "bizproc";
    }
    return SCHEDULED.contains(kind) ? "job" : "rest";
  }

  /** One line about it; personal data are in the values of events, which are not asked for. */
  public String message() {
    var what = kind.isEmpty() ? type : kind;
    if (type.equals("OperationResult")) {
      return errorCode.isEmpty() ? what + ": done" : what + ": refused with " + errorCode;
    }
    return type + ": " + what + (status.isEmpty() ? "" : ", " + status);
  }
}
