package io.loyaltysuite.journal.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into the store.
 *
 * @param topicNo the store's number of the topic
 * @param timestamp the record's own, in milliseconds since the epoch; any number may come
 */
@SuppressWarnings("ArrayRecordComponent") // Carried, never compared.
public record NewEvent(
    short topicNo,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    List<RecordHeader> headers,
    byte @Nullable [] value) {}
