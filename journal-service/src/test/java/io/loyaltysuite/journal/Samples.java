package io.loyaltysuite.journal;

import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.Account;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.ProgramSettings;
import io.loyaltysuite.schemas.v1.Variable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events as the services write them. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  public static ActivityCommand command(String memberId, String workflowId, String step) {
    return ActivityCommand.newBuilder()
        .setCommandId(commandId(memberId, workflowId, step))
        .setInvocation(invocation(memberId, workflowId, step))
        .setOperation("accrue")
        .setInputs(Map.of("card_number", List.of("7978"), "amount", List.of("150")))
        .setRawProperties("{\"comment\":\"Начислить за сделку\"}")
        .setUnknownFields("{}")
        .build();
  }

  public static OperationResult result(ActivityCommand command, String status, String message) {
    boolean refused = status.equals("error");
    return OperationResult.newBuilder()
        .setResultId(Ids.derived(UUID.fromString(command.getCommandId()), "r").toString())
        .setCommandId(command.getCommandId())
        .setMemberId(command.getInvocation().getMemberId())
        .setOperation(command.getOperation())
        .setInvocation(command.getInvocation())
        .setReceivedAt(NOON)
        .setEffectiveAt(NOON)
        .setStatus(status)
        .setErrorCode(refused ? "card_blocked" : "")
        .setMessage(message)
        .setReturned(List.of(new Variable("card_balance", refused ? "100" : "250")))
        .setInputs(command.getInputs())
        .setSettings(ProgramSettings.newBuilder().build())
        .setAccountBefore(account("100"))
        .setAccountAfter(account(refused ? "100" : "250"))
        .build();
  }

  public static DeliveryReport report(
      OperationResult result, String kind, int attempt, Instant at) {
    return DeliveryReport.newBuilder()
        .setReportId(result.getResultId() + "-" + kind + "-" + attempt)
        .setResultId(result.getResultId())
        .setCommandId(result.getCommandId())
        .setMemberId(result.getMemberId())
        .setWorkflowId(result.getInvocation().getWorkflowId())
        .setActivityName(result.getInvocation().getActivityName())
        .setActivityCode(result.getInvocation().getActivityCode())
        .setKind(kind)
        .setAttempt(attempt)
        .setAt(at)
        .setReason(kind.equals("retry") ? "query_limit_exceeded" : "")
        .setScope(kind.equals("retry") ? "portal" : "")
        .setHttpStatus(kind.equals("retry") ? 503 : kind.equals("sent") ? 200 : 0)
        .setNotBefore(kind.equals("retry") ? at.plusSeconds(2) : null)
        .setDurationMs(attempt > 0 ? 40 : 0)
        .build();
  }

  private static String commandId(String memberId, String workflowId, String step) {
    return Ids.commandId(memberId, workflowId + "|" + step).toString();
  }

  private static Invocation invocation(String memberId, String workflowId, String step) {
    return Invocation.newBuilder()
        .setMemberId(memberId)
        .setWorkflowId(workflowId)
        .setActivityName(step)
        .setActivityCode("loyalty_accrue_fixed")
        .setEventTokenHash(Ids.sha256(workflowId + step))
        .setReplyTo("sealed")
        .setReceivedAt(NOON)
        .setLanguage("ru")
        .build();
  }

  private static Account account(String balance) {
    return Account.newBuilder()
        .setCardId("6c1d")
        .setNumber("7978")
        .setCurrency("RUB")
        .setStatus("active")
        .setBalance(balance)
        .setSeq(1)
        .setLastEffectiveAt(NOON)
        .setCreatedAt(NOON)
        .setModifiedAt(NOON)
        .build();
  }
}
