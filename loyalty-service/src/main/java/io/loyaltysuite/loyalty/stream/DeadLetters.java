package io.loyaltysuite.loyalty.stream;

import io.loyaltysuite.loyalty.ledger.Outgoing;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes dead letters. They follow from the record alone, so a repeat is the same letter; what is
 * too long for the topic is cut.
 */
@Component
class DeadLetters {

  private static final String SERVICE = "loyalty";
  private static final UUID ORIGINS = Ids.derived(new UUID(0, 0), "dead-letter");
  private static final int MAX_KEY = 64 * 1024;
  private static final int MAX_HEADERS = 128 * 1024;
  private static final int MAX_MESSAGE = 1000;
  private static final int MAX_MEMBER_ID = 64;

  private final EventCodec codec;
  private final StreamMetrics metrics;
  private final int maxValue;

  DeadLetters(EventCodec codec, StreamProperties properties, StreamMetrics metrics) {
    this.codec = codec;
    this.metrics = metrics;
    this.maxValue = (int) properties.maxDeadLetterValue().toBytes();
  }

  /** Why a record died. */
  enum Cause {
    /** Its bytes are no event. */
    UNDECODABLE,
    /** Its ids are none, so nobody could be answered. */
    IDENTITY_INVALID,
    /** It is a command, but deciding it fails; its portal is answered internal_error. */
    DECISION_FAILED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Outgoing letter(ConsumerRecord<byte[], byte[]> dead, Cause cause, String message) {
    metrics.deadLetter(cause);
    var letter =
        DeadLetter.newBuilder()
            .setDeadLetterId(id(dead).toString())
            .setService(SERVICE)
            .setMemberId(memberId(dead.key()))
            .setOriginTopic(dead.topic())
            .setOriginPartition(dead.partition())
            .setOriginOffset(dead.offset())
            .setCause(cause.code())
            .setCauseMessage(cut(message))
            .setAt(Instant.ofEpochMilli(Math.max(0, dead.timestamp())))
            .setKey(buffer(dead.key(), MAX_KEY))
            .setValue(buffer(dead.value(), maxValue))
            .setHeaders(headers(dead.headers()))
            .build();
    var key = dead.key() == null ? new byte[0] : cut(dead.key(), MAX_KEY);
    return new Outgoing(
        Topics.DEAD_LETTERS,
        key,
        EventHeaders.of(letter, SERVICE),
        codec.encode(Topics.DEAD_LETTERS, letter));
  }

  private static UUID id(ConsumerRecord<?, ?> dead) {
    return Ids.derived(ORIGINS, dead.topic() + "/" + dead.partition() + "/" + dead.offset());
  }

  private static String memberId(byte @Nullable [] key) {
    return key == null || key.length > MAX_MEMBER_ID ? "" : new String(key, StandardCharsets.UTF_8);
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes, int limit) {
    return bytes == null ? null : ByteBuffer.wrap(cut(bytes, limit));
  }

  private static byte[] cut(byte[] bytes, int limit) {
    return bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit);
  }

  private static String cut(String text) {
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
  }

  /** The last header of each name, as far as they fit. */
  private static Map<String, ByteBuffer> headers(Headers headers) {
    var map = new HashMap<String, ByteBuffer>();
    int size = 0;
    for (var header : headers) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
      if (size > MAX_HEADERS) {
        break;
      }
      map.put(header.key(), ByteBuffer.wrap(header.value() == null ? new byte[0] : header.value()));
    }
    return map;
  }
}
