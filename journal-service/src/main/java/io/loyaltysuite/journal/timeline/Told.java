package io.loyaltysuite.journal.timeline;

import io.loyaltysuite.journal.event.EventValues.Value;
import io.loyaltysuite.journal.event.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An event inside a story.
 *
 * @param at when it happened, as far as that can be known
 * @param after time since the event before it in the same call; zero for the first
 */
public record Told(StoredEvent event, Value value, Instant at, Duration after) {

  /** The event's type without prefix and version, such as OperationResult. */
  public String type() {
    var parts = event.labels().ceType().split("\\.", -1);
    return parts.length >= 2 ? parts[parts.length - 2] : event.labels().ceType();
  }

  /** The decoded value, or an empty object. */
  public JsonNode json() {
    return switch (value) {
      case Value.Readable(var json, _) -> json;
      case Value.Unreadable _ -> JsonNodeFactory.instance.objectNode();
    };
  }

  /** Text of a field of the value; empty when it is absent. */
  public String text(String field) {
    return json().path(field).asString("");
  }

  /** Why the value cannot be shown; empty when it can. */
  public String unreadable() {
    return value instanceof Value.Unreadable(var cause) ? cause : "";
  }

  Told after(Told before) {
    var time = Duration.between(before.at, at);
    return new Told(event, value, at, time.isNegative() ? Duration.ZERO : time);
  }
}
