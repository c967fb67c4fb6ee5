package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.activity.Activities;
import io.loyaltysuite.gateway.activity.Understanding;
import io.loyaltysuite.gateway.activity.Understanding.Refused;
import io.loyaltysuite.gateway.activity.Understanding.Understood;
import io.loyaltysuite.gateway.webhook.form.ActivityCall;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Turns understood calls into commands. Pure: a repeated call gives an equal command id. */
final class Commands {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Commands() {}

  /**
   * The command of a call.
   *
   * @param replyTo sealed event token
   * @param language of the answer
   */
  static ActivityCommand of(
      ActivityCall call,
      Understanding understanding,
      String replyTo,
      String language,
      Instant receivedAt) {
    var command =
        ActivityCommand.newBuilder()
            .setCommandId(Ids.commandId(call.memberId(), call.eventToken()).toString())
            .setInvocation(invocation(call, replyTo, language, receivedAt))
            .setRawProperties(json(call.properties().plain()))
            .setUnknownFields(json(call.unknownFields()));
    return switch (understanding) {
      case Understood(var operation, var inputs) ->
          command.setOperation(operation).setInputs(inputs).build();
      case Refused refused -> command.setRefusal(refusal(refused)).build();
    };
  }

  /** What is left of a command that Kafka would not take: who called, and that it was too much. */
  static ActivityCommand cutToIdentity(ActivityCommand command, int bytes) {
    var tooMuch =
        new Refused("input_invalid", Map.of("field", "properties", "value", bytes + " bytes"));
    return ActivityCommand.newBuilder(command)
        .setOperation("")
        .setInputs(Map.of())
        .setRawProperties("{}")
        .setUnknownFields("{}")
        .setRefusal(refusal(tooMuch))
        .build();
  }

  private static Invocation invocation(
      ActivityCall call, String replyTo, String language, Instant receivedAt) {
    return Invocation.newBuilder()
        .setMemberId(call.memberId())
        .setWorkflowId(call.workflowId())
        .setActivityName(call.activityName())
        .setActivityCode(Activities.codeOf(call.code()))
        .setDocumentId(call.documentId())
        .setDocumentType(call.documentType())
        .setEventTokenHash(Ids.sha256(call.eventToken()))
        .setReplyTo(replyTo)
        .setUseSubscription(call.useSubscription())
        .setTimeoutSeconds(call.timeoutSeconds())
        .setSentAt(call.sentAt().orElse(null))
        .setReceivedAt(receivedAt.truncatedTo(ChronoUnit.MILLIS))
        .setUserId(call.userId().orElse(null))
        .setLanguage(language)
        .build();
  }

  private static Refusal refusal(Refused refused) {
    return Refusal.newBuilder().setCode(refused.code()).setParameters(refused.parameters()).build();
  }

  private static String json(Object plain) {
    return JSON.writeValueAsString(plain);
  }
}
