package io.loyaltysuite.journal;

import io.loyaltysuite.journal.event.Address;
import io.loyaltysuite.journal.event.Labels;
import io.loyaltysuite.journal.event.RecordHeader;
import io.loyaltysuite.journal.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored events for tests that need no store. */
public final class Events {

  private Events() {}

  /**
   * An event of the portal {@code mine}.
   *
   * @param headers names and values in turn
   */
  public static StoredEvent event(
      String topic, Instant at, byte @Nullable [] value, String... headers) {
    var list = new ArrayList<RecordHeader>();
    for (int i = 0; i < headers.length; i += 2) {
      list.add(new RecordHeader(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8)));
    }
    return event(topic, at, value, list);
  }

  /** An event of the portal {@code mine}. */
  public static StoredEvent event(
      String topic, Instant at, byte @Nullable [] value, List<RecordHeader> headers) {
    var key = "mine".getBytes(StandardCharsets.UTF_8);
    return new StoredEvent(
        new Address(topic, 0, 7),
        at.toEpochMilli(),
        key,
        headers,
        value,
        Labels.of(key, headers),
        1);
  }
}
