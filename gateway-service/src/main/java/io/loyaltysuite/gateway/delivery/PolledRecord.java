package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * One record of a poll, as it stood on its topic.
 *
 * @param timestamp when it was published, in milliseconds
 * @param value null for a record without one
 */
@SuppressWarnings("ArrayRecordComponent") // Records are carried, never compared.
record PolledRecord(
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Map<String, byte[]> headers) {

  static List<PolledRecord> all(Message<List<Object>> poll) {
    List<?> partitions = list(poll, KafkaHeaders.RECEIVED_PARTITION);
    List<?> offsets = list(poll, KafkaHeaders.OFFSET);
    List<?> timestamps = list(poll, KafkaHeaders.RECEIVED_TIMESTAMP);
    List<?> keys = list(poll, KafkaHeaders.RECEIVED_KEY);
    List<?> headers = list(poll, KafkaHeaders.BATCH_CONVERTED_HEADERS);
    var records = new ArrayList<PolledRecord>();
    for (int i = 0; i < poll.getPayload().size(); i++) {
      records.add(
          new PolledRecord(
              (Integer) partitions.get(i),
              (Long) offsets.get(i),
              (Long) timestamps.get(i),
              bytes(keys.get(i)),
              bytes(poll.getPayload().get(i)),
              raw(headers.get(i))));
    }
    return records;
  }

  private static List<?> list(Message<?> poll, String name) {
    if (poll.getHeaders().get(name) instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("poll without " + name + " (expected: one for each record)");
  }

  /** A missing value arrives as a stand-in object. */
  private static byte @Nullable [] bytes(@Nullable Object value) {
    return value instanceof byte[] bytes ? bytes : null;
  }

  private static Map<String, byte[]> raw(@Nullable Object headers) {
    var raw = new TreeMap<String, byte[]>();
    if (headers instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value instanceof byte[] bytes) {
              raw.put(String.valueOf(name), bytes);
            }
          });
    }
    return raw;
  }

  Origin origin() {
    return new Origin(
        partition,
        offset,
        value == null ? new byte[0] : value,
        List.copyOf(headers.keySet()),
        headers.values().stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList());
  }

  /**
   * The id follows from the place on the topic, so a record read again has the same dead letter.
   */
  DeadLetter deadLetter(String cause, String message, Instant at) {
    var place = Topics.RESULTS + "/" + partition + "/" + offset;
    var kept = new HashMap<String, ByteBuffer>();
    headers.forEach((name, bytes) -> kept.put(name, ByteBuffer.wrap(bytes)));
    return DeadLetter.newBuilder()
        .setDeadLetterId(Ids.commandId("gateway", place).toString())
        .setService("gateway")
        .setMemberId(key == null ? "" : new String(key, StandardCharsets.UTF_8))
        .setOriginTopic(Topics.RESULTS)
        .setOriginPartition(partition)
        .setOriginOffset(offset)
        .setCause(cause)
        .setCauseMessage(message)
        .setAt(at)
        .setKey(key == null ? null : ByteBuffer.wrap(key))
        .setValue(value == null ? null : ByteBuffer.wrap(value))
        .setHeaders(kept)
        .build();
  }
}
