package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Context;
import io.loyaltysuite.loyalty.card.Language;
import io.loyaltysuite.loyalty.card.Operation;
import io.loyaltysuite.loyalty.card.Operations;
import io.loyaltysuite.loyalty.card.Source;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands as events, and as the part of a result that tells what was asked. */
public final class CommandRecord {

  /** The input that names the language of the answer where there is no invocation to name it. */
  public static final String LANGUAGE = "language";

  /** The input that names what commands have in common that come from elsewhere than a portal. */
  public static final String DOCUMENT = "document";

  private CommandRecord() {}

  /**
   * The command of an event.
   *
   * @throws IllegalArgumentException for an unknown operation or a malformed id
   */
  public static Command read(ActivityCommand event, Source source) {
    return of(
        event, source, operation(event.getOperation(), event.getInputs(), event.getRefusal()));
  }

  /** The same call refused with {@code code}, for an event that {@link #read} cannot understand. */
  public static Command refused(ActivityCommand event, Source source, String code) {
    return of(event, source, new Operation.Refused(event.getOperation(), code, Map.of()));
  }

  private static Command of(ActivityCommand event, Source source, Operation operation) {
    Invocation invocation = event.getInvocation();
    return new Command(
        UUID.fromString(event.getCommandId()),
        invocation.getMemberId(),
        source,
        invocation.getActivityCode(),
        Language.of(invocation.getLanguage()),
        invocation.getReceivedAt(),
        operation,
        event.getInputs(),
        source == Source.ACTIVITY ? context(invocation) : context(event.getInputs()));
  }

  /** The command a recorded result answers. */
  static Command read(OperationResult result) {
    Invocation invocation = result.getInvocation();
    return new Command(
        UUID.fromString(result.getCommandId()),
        result.getMemberId(),
        Source.of(result.getSource()),
        invocation == null ? "" : invocation.getActivityCode(),
        Language.of(invocation == null ? language(result) : invocation.getLanguage()),
        result.getReceivedAt(),
        operation(result.getOperation(), result.getInputs(), result.getRefusal()),
        result.getInputs(),
        invocation == null ? context(result.getInputs()) : context(invocation));
  }

  /** Who does not come from a portal says among the inputs in which language to answer. */
  private static String language(OperationResult result) {
    return result.getInputs().getOrDefault(LANGUAGE, List.of("")).getFirst();
  }

  private static Operation operation(
      String name, Map<String, List<String>> inputs, @Nullable Refusal refusal) {
    return refusal == null
        ? Operations.parse(name, inputs)
        : new Operation.Refused(name, refusal.getCode(), refusal.getParameters());
  }

  private static Context context(Map<String, List<String>> inputs) {
    var document = inputs.getOrDefault(DOCUMENT, List.of());
    return document.isEmpty() ? Context.NONE : new Context("", "", document, List.of());
  }

  private static Context context(Invocation invocation) {
    return new Context(
        invocation.getWorkflowId(),
        invocation.getActivityName(),
        invocation.getDocumentId(),
        invocation.getDocumentType());
  }
}
