package io.loyaltysuite.journal.event;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Avro values as JSON for people: no union tags, instants as ISO-8601, bytes as Base64. */
final class PlainJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PlainJson() {}

  static ObjectNode of(IndexedRecord record) {
    var object = NODES.objectNode();
    for (var field : record.getSchema().getFields()) {
      object.set(field.name(), node(record.get(field.pos())));
    }
    return object;
  }

  private static JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case IndexedRecord record -> of(record);
      case Map<?, ?> map -> object(map);
      case Collection<?> list -> {
        var array = NODES.arrayNode(list.size());
        list.forEach(element -> array.add(node(element)));
        yield array;
      }
      case ByteBuffer bytes -> NODES.stringNode(base64(bytes));
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Float number -> NODES.numberNode(number);
      default -> NODES.stringNode(value.toString());
    };
  }

  private static ObjectNode object(Map<?, ?> map) {
    var object = NODES.objectNode();
    map.entrySet().stream()
        .sorted((one, other) -> one.getKey().toString().compareTo(other.getKey().toString()))
        .forEach(entry -> object.set(entry.getKey().toString(), node(entry.getValue())));
    return object;
  }

  private static String base64(ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
