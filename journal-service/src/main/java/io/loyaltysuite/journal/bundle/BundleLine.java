package io.loyaltysuite.journal.bundle;

import io.loyaltysuite.journal.event.EventValues.Value;
import io.loyaltysuite.journal.event.HeaderText;
import io.loyaltysuite.journal.event.RecordHeader;
import io.loyaltysuite.journal.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record as a line of {@code events.ndjson}: as text for people ({@code key}, {@code headers}),
 * and unaltered ({@code key_base64}, {@code header_list}, {@code value_base64}), since keys and
 * headers may be any bytes and names of headers may repeat.
 */
final class BundleLine {

  private BundleLine() {}

  static ObjectNode of(StoredEvent event, Value value) {
    var line = JsonNodeFactory.instance.objectNode();
    line.put("topic", event.address().topic());
    line.put("partition", event.address().partition());
    line.put("offset", event.address().offset());
    line.put("timestamp", event.timestamp());
    line.put("key", text(event.key()));
    line.put("key_base64", base64(event.key()));
    var headers = line.putObject("headers");
    for (RecordHeader header : event.headers()) {
      headers.put(header.name(), text(header.value()));
    }
    line.set("header_list", HeaderText.json(event.headers()));
    line.put("value_base64", base64(event.value()));
    switch (value) {
      case Value.Legible(var json, _) -> line.set("value", json);
      case Value.Unreadable _ -> line.putNull("value");
    }
    return line;
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }
}
