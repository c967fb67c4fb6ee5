package io.loyaltysuite.loyalty.api.v2;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON object of a request, or one inside it. Unknown keys are ignored; what is wrong ends the
 * request, naming the field.
 */
final class Fields {

  /** Longest body; a request is a handful of fields. */
  static final DataSize MAX_BODY = DataSize.ofMegabytes(1);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)");
  private static final int MAX_NUMBER = 40;

  /** Digits that an exponent may stand for; some more would not fit into memory. */
  private static final int MAX_DIGITS = 100;

  /** Days as the SDK, its samples and ISO write them. */
  private static final List<DateTimeFormatter> DAYS =
      Stream.of("uuuu.MM.dd", "dd.MM.uuuu", "uuuu-MM-dd")
          .map(DateTimeFormatter::ofPattern)
          .toList();

  private final JsonNode node;
  private final String path;

  private Fields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /**
   * Reads the body of a request.
   *
   * @throws Refusal when it is too long or no JSON object
   */
  static Fields of(HttpServletRequest request) {
    try {
      var max = (int) MAX_BODY.toBytes();
      var body = request.getInputStream().readNBytes(max + 1);
      if (body.length > max) {
        throw Refusal.invalid("body", "more than " + MAX_BODY.toMegabytes() + " MB");
      }
      var tree = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      if (!tree.isObject() && !isEmptyArray(tree)) {
        throw Refusal.invalid("body", tree.getNodeType() + ", no JSON object");
      }
      return new Fields(tree, "");
    } catch (JacksonException e) {
      throw Refusal.invalid("body", "no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #canonical} wrote. */
  static Fields of(String json) {
    return new Fields(JSON.readTree(json), "");
  }

  /** How PHP writes an object without keys. */
  private static boolean isEmptyArray(JsonNode node) {
    return node.isArray() && node.isEmpty();
  }

  /** The same text for the same values, whatever the order of keys and the spaces. */
  String canonical() {
    return JSON.writeValueAsString(sorted(node));
  }

  private static Object sorted(JsonNode node) {
    if (node.isObject()) {
      var map = new TreeMap<String, Object>();
      node.properties().forEach(each -> map.put(each.getKey(), sorted(each.getValue())));
      return map;
    }
    return node.isArray() ? node.valueStream().map(Fields::sorted).toList() : node;
  }

  /** A text or a number as text; empty when absent or null. */
  String text(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.isIntegralNumber()) {
      return value.asString();
    }
    if (value.isNumber() && isShort(value.decimalValue())) {
      return value.decimalValue().toPlainString();
    }
    throw invalid(name, value.toString());
  }

  private static boolean isShort(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS;
  }

  String required(String name) {
    var text = text(name);
    if (text.isBlank()) {
      throw Refusal.missing(path + name);
    }
    return text;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  boolean isObject(String name) {
    return node.path(name).isObject();
  }

  /** Texts of an array; empty when absent. */
  List<String> list(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray() || value.valueStream().anyMatch(each -> !each.isString())) {
      throw invalid(name, value.toString());
    }
    return value.valueStream().map(each -> each.asString()).toList();
  }

  /** An object inside; empty when absent. */
  Fields object(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull() || isEmptyArray(value)) {
      return new Fields(JSON.createObjectNode(), path + name + ".");
    }
    if (!value.isObject()) {
      throw invalid(name, value.toString());
    }
    return new Fields(value, path + name + ".");
  }

  /** {@code Y} or {@code N}; empty when absent. */
  String flag(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isBoolean()) {
      throw invalid(name, value.toString());
    }
    return value.asBoolean() ? "Y" : "N";
  }

  /** Every key with its text. */
  Map<String, String> texts() {
    var texts = new TreeMap<String, String>();
    node.properties().forEach(each -> texts.put(each.getKey(), text(each.getKey())));
    return texts;
  }

  /** A decimal number, as text or not, in its plain form; empty when absent. */
  String number(String name) {
    var text = text(name);
    if (text.isEmpty()) {
      return "";
    }
    if (text.length() > MAX_NUMBER || !NUMBER.matcher(text).matches()) {
      throw invalid(name, text);
    }
    return new BigDecimal(text).toPlainString();
  }

  String requiredNumber(String name) {
    required(name);
    return number(name);
  }

  /** A day in ISO form; empty when absent. */
  String day(String name) {
    var text = text(name);
    return text.isEmpty()
        ? ""
        : DAYS.stream()
            .flatMap(format -> Stream.ofNullable(day(text, format)))
            .findFirst()
            .orElseThrow(() -> invalid(name, text))
            .toString();
  }

  private static @Nullable LocalDate day(String text, DateTimeFormatter format) {
    try {
      return LocalDate.parse(text, format);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** An id; null when absent. */
  @Nullable UUID id(String name) {
    var text = text(name);
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw invalid(name, text);
    }
  }

  /** That the value of a field cannot be. */
  Refusal invalid(String name, String value) {
    return Refusal.invalid(path + name, value);
  }
}
