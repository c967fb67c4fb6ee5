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
    // Avro's builders look up the default of every field that is not set, which takes longer than
    // all the rest.
    var command = new ActivityCommand();
    command.setCommandId(Ids.commandId(call.memberId(), call.eventToken()).toString());
    command.setInvocation(invocation(call, replyTo, language, receivedAt));
    command.setRawProperties(json(call.properties().plain()));
    command.setUnknownFields(json(call.unknownFields()));
    switch (understanding) {
      case Understood(var operation, var inputs) -> {
        command.setOperation(operation);
        command.setInputs(inputs);
      }
      case Refused refused -> {
        command.setOperation("");
        command.setInputs(Map.of());
        command.setRefusal(refusal(refused));
      }
    }
    return command;
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
    var invocation = new Invocation();
    invocation.setMemberId(call.memberId());
    invocation.setWorkflowId(call.workflowId());
    invocation.setActivityName(call.activityName());
    invocation.setActivityCode(Activities.codeOf(call.code()));
    invocation.setDocumentId(call.documentId());
    invocation.setDocumentType(call.documentType());
    invocation.setEventTokenHash(Ids.sha256(call.eventToken()));
    invocation.setReplyTo(replyTo);
    invocation.setUseSubscription(call.useSubscription());
    invocation.setTimeoutSeconds(call.timeoutSeconds());
    invocation.setSentAt(call.sentAt().orElse(null));
    invocation.setReceivedAt(receivedAt.truncatedTo(ChronoUnit.MILLIS));
    invocation.setUserId(call.userId().orElse(null));
    invocation.setLanguage(language);
    return invocation;
  }

  private static Refusal refusal(Refused refused) {
    return Refusal.newBuilder().setCode(refused.code()).setParameters(refused.parameters()).build();
  }

  private static String json(Object plain) {
    return JSON.writeValueAsString(plain);
  }
}
