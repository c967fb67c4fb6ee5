package io.loyaltysuite.loyalty.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A decision as the ledger keeps it: with the final bytes of everything that leaves for Kafka.
 *
 * @param also a dead letter, an audit event; mostly empty
 */
record StoredDecision(
    UUID commandId,
    UUID resultId,
    String status,
    String errorCode,
    Instant receivedAt,
    Outgoing result,
    List<Outgoing> also) {

  boolean succeeded() {
    return status.equals("success");
  }

  Stream<Outgoing> records() {
    return Stream.concat(Stream.of(result), also.stream());
  }
}
