package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Words what is told about work. Pure; the same step of the same work has the same id. */
final class WorkReports {

  private WorkReports() {}

  static DeliveryReport queued(OperationResult result, Instant at) {
    return report(result, "work_queued", 0, "", at).build();
  }

  static DeliveryReport waiting(
      OperationResult result, int attempt, String reason, Instant until, Instant at) {
    return report(result, "work_waiting", attempt, reason, at).setNotBefore(until).build();
  }

  static DeliveryReport again(
      OperationResult result, int attempt, PortalAnswer answer, Instant next, Instant at) {
    var error = answer.wire().error();
    return report(result, "work_retry", attempt, "", at)
        .setHttpStatus(answer.wire().httpStatus())
        .setError(error.isEmpty() ? answer.getClass().getSimpleName() : error)
        .setErrorDescription(answer.wire().description())
        .setNotBefore(next)
        .build();
  }

  static DeliveryReport done(OperationResult result, int attempt, Ending ending, Instant at) {
    return report(result, "work_done", attempt, ending.word(), at).build();
  }

  /** Somebody has to look at the deal: it may be other than the domain believes. */
  static AuditEvent doubtful(Assignment work, Ending.Failed ending, Instant at) {
    var result = work.result();
    return AuditEvent.newBuilder()
        .setAuditId(derived(result, "doubtful").toString())
        .setMemberId(result.getMemberId())
        .setKind(ending.doubt())
        .setOutcome("refused")
        .setActor("service:gateway")
        .setReason(ending.failure().code())
        .setAt(at)
        .setDetails(
            Map.of(
                "work", work.kind(),
                "deal", work.dealId(),
                "result_id", result.getResultId(),
                "command_id", result.getCommandId()))
        .build();
  }

  private static DeliveryReport.Builder report(
      OperationResult result, String kind, int attempt, String reason, Instant at) {
    var invocation = new Assignment(result).invocation();
    return DeliveryReport.newBuilder()
        .setReportId(derived(result, kind + " " + attempt + " " + reason).toString())
        .setResultId(result.getResultId())
        .setCommandId(result.getCommandId())
        .setMemberId(result.getMemberId())
        .setWorkflowId(invocation.getWorkflowId())
        .setActivityName(invocation.getActivityName())
        .setActivityCode(invocation.getActivityCode())
        .setKind(kind)
        .setAttempt(attempt)
        .setReason(reason)
        .setAt(at);
  }

  private static UUID derived(OperationResult result, String name) {
    return Ids.derived(Ids.commandId(result.getMemberId(), result.getResultId()), name);
  }
}
