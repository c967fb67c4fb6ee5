package io.loyaltysuite.journal.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Headers as JSON and back, nothing lost: a list of pairs of name and value. A name or value that
 * is not clean UTF-8 text stands as {@code {"base64": "..."}}, an absent value as {@code null}.
 */
public final class HeaderText {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String BASE64 = "base64";

  private HeaderText() {}

  static byte[] write(List<RecordHeader> headers) {
    return JSON.writeValueAsBytes(json(headers));
  }

  /** The list of pairs, in the order of the headers. */
  public static ArrayNode json(List<RecordHeader> headers) {
    var list = NODES.arrayNode(headers.size());
    for (var header : headers) {
      ArrayNode pair = list.addArray();
      pair.add(node(header.name().getBytes(StandardCharsets.UTF_8)));
      pair.add(node(header.value()));
    }
    return list;
  }

  static List<RecordHeader> read(String json) {
    var headers = new ArrayList<RecordHeader>();
    for (var pair : JSON.readTree(json)) {
      var name = bytes(pair.get(0));
      headers.add(
          new RecordHeader(
              name == null ? "" : new String(name, StandardCharsets.UTF_8), bytes(pair.get(1))));
    }
    return List.copyOf(headers);
  }

  private static JsonNode node(byte @Nullable [] bytes) {
    if (bytes == null) {
      return NODES.nullNode();
    }
    var text = cleanText(bytes);
    return text != null
        ? NODES.stringNode(text)
        : NODES.objectNode().put(BASE64, Base64.getEncoder().encodeToString(bytes));
  }

  private static byte @Nullable [] bytes(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    return node.isObject()
        ? Base64.getDecoder().decode(node.get(BASE64).stringValue())
        : node.stringValue().getBytes(StandardCharsets.UTF_8);
  }

  /** The text the bytes stand for, or null if reading and writing it would change them. */
  private static @Nullable String cleanText(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? text : null;
    } catch (CharacterCodingException notText) {
      return null;
    }
  }
}
