package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.ledger.GroupCommit;
import io.loyaltysuite.loyalty.ledger.RestCall;
import io.loyaltysuite.loyalty.ledger.RestCall.IdempotencyKey;
import io.loyaltysuite.loyalty.ledger.Submission;
import io.loyaltysuite.loyalty.reproduce.CommandRecord;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets the engine decide what a request asks for. */
@Component
class Commands {

  private final GroupCommit engine;

  Commands(GroupCommit engine) {
    this.engine = engine;
  }

  /**
   * The result of an operation that was accepted, now or when the request was sent first.
   *
   * @param inputs as the domain reads them; empty texts count as absent
   * @throws Refusal when it was not accepted
   */
  OperationResult decide(Asked asked, Fields body, String operation, Map<String, String> inputs) {
    return decide(asked, body, operation, inputs, Map.of());
  }

  /** The same, with inputs that have several values. */
  OperationResult decide(
      Asked asked,
      Fields body,
      String operation,
      Map<String, String> inputs,
      Map<String, List<String>> lists) {
    var all = new HashMap<>(lists);
    inputs.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            all.put(name, List.of(value));
          }
        });
    all.put(CommandRecord.LANGUAGE, List.of(asked.language().code()));
    var call = new RestCall(asked.call().requestId(), key(asked, body));
    return decide(command(asked.asker(), asked.call().id(), operation, all), call);
  }

  /**
   * The result of one of the operations that a request leads to.
   *
   * @param commandId the same for the same operation, which is decided once
   * @param document what operations have in common that belong together; empty for none
   * @throws Refusal when it was not accepted
   */
  OperationResult decide(
      Asker asked,
      UUID commandId,
      String operation,
      Map<String, String> inputs,
      List<String> document) {
    var all = new HashMap<String, List<String>>();
    inputs.forEach((name, value) -> all.put(name, List.of(value)));
    all.put(CommandRecord.LANGUAGE, List.of(asked.language().code()));
    if (!document.isEmpty()) {
      all.put(CommandRecord.DOCUMENT, document);
    }
    var call = new RestCall(asked.call().requestId(), Optional.empty());
    return decide(command(asked, commandId, operation, all), call);
  }

  private OperationResult decide(ActivityCommand command, RestCall call) {
    var result = engine.decide(Submission.ofRest(command, call)).result();
    if (!result.getErrorCode().isEmpty()) {
      throw Refusal.decided(Rejection.of(result.getErrorCode()), result.getMessage());
    }
    return result;
  }

  /** A person's ids in other systems, by system, as an input. */
  static Map<String, List<String>> externalIds(Map<String, String> ids) {
    return ids.isEmpty()
        ? Map.of()
        : Map.of(
            "external_ids",
            ids.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
  }

  /** A returned variable; empty when the operation has none of this name. */
  static String returned(OperationResult result, String name) {
    return result.getReturned().stream()
        .filter(each -> each.getName().equals(name))
        .map(each -> each.getValue())
        .findFirst()
        .orElse("");
  }

  private static Optional<IdempotencyKey> key(Asked asked, Fields body) {
    return asked
        .idempotencyKey()
        .map(
            key ->
                new IdempotencyKey(
                    asked.call().role(),
                    key,
                    Ids.sha256(asked.target() + "\n" + body.canonical())));
  }

  private static ActivityCommand command(
      Asker asked, UUID commandId, String operation, Map<String, List<String>> inputs) {
    var asker =
        Invocation.newBuilder()
            .setMemberId(asked.account().memberId())
            .setWorkflowId("")
            .setActivityCode("")
            .setEventTokenHash("")
            .setReceivedAt(asked.call().started().truncatedTo(ChronoUnit.MILLIS))
            .setLanguage(asked.language().code())
            .build();
    return ActivityCommand.newBuilder()
        .setCommandId(commandId.toString())
        .setInvocation(asker)
        .setOperation(operation)
        .setInputs(inputs)
        .build();
  }
}
