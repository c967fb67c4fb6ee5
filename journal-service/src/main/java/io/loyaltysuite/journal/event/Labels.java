package io.loyaltysuite.journal.event;

import static io.loyaltysuite.schemas.EventHeaders.CE_ACTIVITY;
import static io.loyaltysuite.schemas.EventHeaders.CE_ERRORCODE;
import static io.loyaltysuite.schemas.EventHeaders.CE_ID;
import static io.loyaltysuite.schemas.EventHeaders.CE_KIND;
import static io.loyaltysuite.schemas.EventHeaders.CE_STATUS;
import static io.loyaltysuite.schemas.EventHeaders.CE_TIME;
import static io.loyaltysuite.schemas.EventHeaders.CE_TYPE;
import static io.loyaltysuite.schemas.EventHeaders.CORRELATION_ID;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event is found by: its key and headers as clean, bounded text. Made without decoding the
 * value, so a poison record has labels, too. An absent label is empty.
 *
 * @param time when the event happened, by its own account
 */
public record Labels(
    String memberId,
    String workflowId,
    String ceId,
    String ceType,
    @Nullable Instant time,
    String activity,
    String status,
    String errorCode,
    String kind) {

  /** Longest label, in characters; far above any real one and far below what an index can hold. */
  public static final int MAX_LENGTH = 200;

  /** Never fails, whatever the bytes are. */
  public static Labels of(byte @Nullable [] key, List<RecordHeader> headers) {
    return new Labels(
        clean(key),
        last(headers, CORRELATION_ID),
        last(headers, CE_ID),
        last(headers, CE_TYPE),
        instant(last(headers, CE_TIME)),
        last(headers, CE_ACTIVITY),
        last(headers, CE_STATUS),
        last(headers, CE_ERRORCODE),
        last(headers, CE_KIND));
  }

  private static String last(List<RecordHeader> headers, String name) {
    for (var header : headers.reversed()) {
      if (header.name().equals(name)) {
        return clean(header.value());
      }
    }
    return "";
  }

  private static String clean(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "";
    }
    // PostgreSQL's text has no character 0.
    var text = new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return text.substring(0, end);
  }

  private static @Nullable Instant instant(String text) {
    try {
      var instant = Instant.parse(text);
      instant.toEpochMilli();
      return instant;
    } catch (DateTimeException | ArithmeticException notATime) {
      return null;
    }
  }
}
