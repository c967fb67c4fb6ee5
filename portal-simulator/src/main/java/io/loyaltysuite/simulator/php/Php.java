package io.loyaltysuite.simulator.php;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PHP's rules for values. A value is a text, a number, a boolean, an array (an ordered {@code
 * Map<String, Object>}) or {@link #NULL}; maps in normal form hold no Java null and no Java list.
 */
public final class Php {

  /** PHP's null, so that maps need not hold Java's. */
  public static final Object NULL = Null.NULL;

  private enum Null {
    NULL;

    @JsonValue
    @Nullable Object json() {
      return null;
    }
  }

  private Php() {}

  /**
   * The value in normal form: null becomes {@link #NULL}, lists become arrays with the keys 0, 1,
   * ..., at any depth.
   */
  public static Object normal(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case Map<?, ?> map -> normalMap(map);
      case Iterable<?> list -> normalList(list);
      case CharSequence text -> text.toString();
      default -> value;
    };
  }

  /** The map in normal form. */
  public static Map<String, Object> normalMap(Map<?, ?> map) {
    var array = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> array.put(String.valueOf(key), normal(value)));
    return array;
  }

  private static Map<String, Object> normalList(Iterable<?> list) {
    var array = new LinkedHashMap<String, Object>();
    for (Object value : list) {
      array.put(Integer.toString(array.size()), normal(value));
    }
    return array;
  }

  /**
   * The value with every array whose keys are exactly 0..n-1 as a list; the empty array is an empty
   * list.
   */
  public static Object plain(Object value) {
    if (!(value instanceof Map<?, ?> array)) {
      return value;
    }
    if (isList(array)) {
      return array.values().stream().map(Php::plain).toList();
    }
    return plainMap(array);
  }

  /** The map with its values made plain; the map itself stays a map. */
  public static Map<String, Object> plainMap(Map<?, ?> map) {
    var result = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> result.put(String.valueOf(key), plain(value)));
    return result;
  }

  /** Whether PHP would encode the array as a JSON list. */
  static boolean isList(Map<?, ?> array) {
    int next = 0;
    for (Object key : array.keySet()) {
      if (!Integer.toString(next++).equals(key)) {
        return false;
      }
    }
    return true;
  }

  /** PHP's {@code empty()}: null, false, 0, "", "0" and the empty array. */
  public static boolean empty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Boolean flag -> !flag;
      case Number number -> new BigDecimal(number.toString()).signum() == 0;
      case CharSequence text -> text.isEmpty() || "0".contentEquals(text);
      case Map<?, ?> array -> array.isEmpty();
      case Iterable<?> list -> !list.iterator().hasNext();
      default -> NULL.equals(value);
    };
  }

  /** Whether the value is PHP's or Java's null. */
  public static boolean isNull(@Nullable Object value) {
    return value == null || NULL.equals(value);
  }

  /**
   * The value as PHP casts it to text: true is 1, false and null are empty, floats lose their
   * trailing zeros.
   */
  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Boolean flag -> flag ? "1" : "";
      case Double number -> number(BigDecimal.valueOf(number));
      case Float number -> number(new BigDecimal(number.toString()));
      case BigDecimal number -> number(number);
      case Map<?, ?> _ -> "Array";
      default -> NULL.equals(value) ? "" : value.toString();
    };
  }

  private static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** The value as an array when it is one. */
  public static Optional<Map<String, Object>> array(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? Optional.of(normalMap(map)) : Optional.empty();
  }

  /** PHP's cast to array: a scalar becomes the only element, null the empty array. */
  public static Map<String, Object> toArray(@Nullable Object value) {
    if (isNull(value)) {
      return Map.of();
    }
    return array(value).orElseGet(() -> normalList(List.of(value)));
  }

  /** The map with upper-case keys at its top level; the last of two equal keys wins. */
  public static Map<String, Object> upperKeys(Map<String, Object> map) {
    var result = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> result.put(key.toUpperCase(Locale.ROOT), value));
    return result;
  }

  /** All scalar values of the value, depth first. */
  public static List<Object> flat(Object value) {
    if (!(value instanceof Map<?, ?> array)) {
      return List.of(value);
    }
    var result = new ArrayList<Object>();
    array.values().forEach(element -> result.addAll(flat(normal(element))));
    return result;
  }
}
