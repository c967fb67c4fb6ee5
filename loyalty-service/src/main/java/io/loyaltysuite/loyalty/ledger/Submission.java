package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Source;
import io.loyaltysuite.loyalty.ledger.RestCall.IdempotencyKey;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command that wants its decision.
 *
 * @param source who wants it; only commands of activities stand on a topic
 * @param commandId the event's id, already read
 * @param traceparent trace context to hand on; empty when there is none
 * @param deadLetter what to publish besides the result if the command cannot be decided, from the
 *     cause; nothing for a command that stands on no topic
 * @param rest null unless the command came over REST
 */
public record Submission(
    Source source,
    UUID commandId,
    ActivityCommand event,
    Optional<byte[]> traceparent,
    Function<Throwable, List<Outgoing>> deadLetter,
    @Nullable RestCall rest) {

  private static final int MAX_IDENTITY = 2048;

  /** A command that was read from its topic, where it stands until its result is published. */
  public static Submission ofTopic(
      UUID commandId,
      ActivityCommand event,
      Optional<byte[]> traceparent,
      Function<Throwable, Outgoing> deadLetter) {
    return new Submission(
        Source.ACTIVITY,
        commandId,
        event,
        traceparent,
        cause -> List.of(deadLetter.apply(cause)),
        null);
  }

  /** A command that came over REST: nobody but the ledger remembers it. */
  public static Submission ofRest(ActivityCommand event, RestCall call) {
    var id = UUID.fromString(event.getCommandId());
    return new Submission(Source.REST, id, event, Optional.empty(), _ -> List.of(), call);
  }

  /** A command that nobody sent: its time has come. */
  static Submission ofJob(Command command) {
    var invocation =
        Invocation.newBuilder()
            .setMemberId(command.memberId())
            .setWorkflowId("")
            .setActivityCode("")
            .setEventTokenHash("")
            .setReceivedAt(command.receivedAt())
            .setLanguage(command.language().code())
            .build();
    var event =
        ActivityCommand.newBuilder()
            .setCommandId(command.id().toString())
            .setInvocation(invocation)
            .setOperation(command.operation().name())
            .setInputs(command.inputs())
            .build();
    return new Submission(Source.JOB, command.id(), event, Optional.empty(), _ -> List.of(), null);
  }

  Optional<IdempotencyKey> idempotencyKey() {
    return Optional.ofNullable(rest).flatMap(RestCall::key);
  }

  String memberId() {
    return event.getInvocation().getMemberId();
  }

  /** Only who asked and where the answer goes, for a command whose rest is what fails. */
  Submission bare() {
    var invocation =
        Invocation.newBuilder(event.getInvocation())
            .setWorkflowId(cut(event.getInvocation().getWorkflowId()))
            .setActivityName(cut(event.getInvocation().getActivityName()))
            .setActivityCode(cut(event.getInvocation().getActivityCode()))
            .setDocumentId(List.of())
            .setDocumentType(List.of())
            .build();
    var bare =
        ActivityCommand.newBuilder(event)
            .setInvocation(invocation)
            .setInputs(Map.of())
            .setRawProperties("{}")
            .setUnknownFields("{}")
            .setRefusal(null)
            .build();
    return new Submission(source, commandId, bare, traceparent, deadLetter, rest);
  }

  private static String cut(String text) {
    return text.length() <= MAX_IDENTITY ? text : text.substring(0, MAX_IDENTITY);
  }
}
