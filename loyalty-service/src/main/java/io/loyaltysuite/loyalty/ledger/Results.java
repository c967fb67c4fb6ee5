package io.loyaltysuite.loyalty.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loyaltysuite.loyalty.card.Source;
import io.loyaltysuite.loyalty.reproduce.Decided;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.springframework.stereotype.Component;

/** Makes the final bytes of what a decision sends out. */
@Component
class Results {

  private static final String SOURCE = "loyalty";

  private final EventCodec codec;
  private final long maxRecordBytes;

  Results(EventCodec codec, LedgerProperties properties) {
    this.codec = codec;
    this.maxRecordBytes = properties.maxRecordSize().toBytes();
  }

  /** Thrown before anything is written when a result would not fit into its topic. */
  static final class ResultTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    ResultTooLarge(long bytes, long limit) {
      super("result: " + bytes + " bytes (expected: at most " + limit + ")");
    }
  }

  /**
   * The decision as it is stored.
   *
   * @throws ResultTooLarge when the result exceeds the record limit
   */
  StoredDecision store(Decided decided, Submission submission, List<Outgoing> also) {
    var asked = submission.source() == Source.ACTIVITY ? submission.event().getInvocation() : null;
    var event = RecordedResult.write(decided, asked);
    return new StoredDecision(
        submission.commandId(),
        UUID.fromString(event.getResultId()),
        event.getStatus(),
        event.getErrorCode(),
        event.getReceivedAt(),
        result(event, submission),
        also);
  }

  private Outgoing result(OperationResult event, Submission submission) {
    var headers = EventHeaders.of(event, SOURCE);
    if (submission.rest() != null) {
      headers.add(EventHeaders.CORRELATION_ID, submission.rest().requestId().getBytes(UTF_8));
    }
    submission.traceparent().ifPresent(trace -> headers.add(EventHeaders.TRACEPARENT, trace));
    var key = submission.memberId().getBytes(UTF_8);
    var value = codec.encode(Topics.RESULTS, event);
    long size = size(headers) + key.length + value.length;
    if (size > maxRecordBytes) {
      throw new ResultTooLarge(size, maxRecordBytes);
    }
    return new Outgoing(Topics.RESULTS, key, headers, value);
  }

  private static long size(Headers headers) {
    long size = 0;
    for (var header : headers) {
      size += header.key().length() + header.value().length + 10L;
    }
    return size;
  }
}
