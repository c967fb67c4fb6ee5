package io.loyaltysuite.journal.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was on its topic, unaltered.
 *
 * @param timestamp the record's own, in milliseconds since the epoch
 * @param copies how often the store has this event (by {@code ce_id}), itself included
 */
@SuppressWarnings("ArrayRecordComponent") // Carried, never compared.
public record StoredEvent(
    Address address,
    long timestamp,
    byte @Nullable [] key,
    List<RecordHeader> headers,
    byte @Nullable [] value,
    Labels labels,
    long copies) {

  /** The record's own time. */
  public Instant at() {
    return Instant.ofEpochMilli(timestamp);
  }
}
