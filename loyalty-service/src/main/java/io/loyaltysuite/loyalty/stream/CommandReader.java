package io.loyaltysuite.loyalty.stream;

import static io.loyaltysuite.loyalty.stream.DeadLetters.Cause.DECISION_FAILED;
import static io.loyaltysuite.loyalty.stream.DeadLetters.Cause.IDENTITY_INVALID;
import static io.loyaltysuite.loyalty.stream.DeadLetters.Cause.UNDECODABLE;

import io.loyaltysuite.loyalty.ledger.Outgoing;
import io.loyaltysuite.loyalty.ledger.Submission;
import io.loyaltysuite.schemas.Decoded.Event;
import io.loyaltysuite.schemas.Decoded.Poison;
import io.loyaltysuite.schemas.Decoded.Unavailable;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sorts records into commands and dead letters. */
@Component
class CommandReader {

  private static final int MAX_MEMBER_ID = 64;

  private final EventCodec codec;
  private final DeadLetters deadLetters;

  CommandReader(EventCodec codec, DeadLetters deadLetters) {
    this.codec = codec;
    this.deadLetters = deadLetters;
  }

  /** What a poll consists of. */
  record Reading(List<Submission> commands, List<Outgoing> deadLetters) {}

  /** The registry is away and a schema is not remembered: the poll has to wait. */
  static final class SchemaUnavailable extends IllegalStateException {
    private static final long serialVersionUID = 1;

    SchemaUnavailable(String cause) {
      super(cause);
    }
  }

  /**
   * Reads a poll in order.
   *
   * @throws SchemaUnavailable when it cannot be told now what a record is
   */
  Reading read(List<ConsumerRecord<byte[], byte[]>> records) {
    var commands = new ArrayList<Submission>();
    var dead = new ArrayList<Outgoing>();
    for (var each : records) {
      switch (codec.decode(each.topic(), each.value())) {
        case Event(ActivityCommand event, _) -> sort(each, event, commands, dead);
        case Event(var other, _) ->
            dead.add(deadLetters.letter(each, UNDECODABLE, other.getSchema().getFullName()));
        case Poison(var cause) -> dead.add(deadLetters.letter(each, UNDECODABLE, cause));
        case Unavailable(var cause) -> throw new SchemaUnavailable(cause);
      }
    }
    return new Reading(commands, dead);
  }

  private void sort(
      ConsumerRecord<byte[], byte[]> source,
      ActivityCommand event,
      List<Submission> commands,
      List<Outgoing> dead) {
    var memberId = event.getInvocation().getMemberId();
    var id = uuid(event.getCommandId());
    if (id == null || memberId.isEmpty() || memberId.length() > MAX_MEMBER_ID) {
      dead.add(deadLetters.letter(source, IDENTITY_INVALID, "command_id or member_id"));
      return;
    }
    var trace = source.headers().lastHeader(EventHeaders.TRACEPARENT);
    commands.add(
        Submission.ofTopic(
            id,
            event,
            Optional.ofNullable(trace == null ? null : trace.value()),
            failure -> deadLetters.letter(source, DECISION_FAILED, failure.toString())));
  }

  private static @Nullable UUID uuid(String text) {
    try {
      var id = UUID.fromString(text);
      return id.toString().equals(text) ? id : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
