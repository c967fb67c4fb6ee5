package io.loyaltysuite.simulator.php;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PHP's form encoding, both ways (protocol 1.3): null and empty arrays disappear, list indices are
 * always written, and only letters, digits, {@code -}, {@code _} and {@code .} stay unescaped.
 */
public final class PhpForm {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PhpForm() {}

  /** The map as a form body; the map need not be in normal form. */
  public static String encode(Map<String, ?> fields) {
    var body = new StringBuilder(1024);
    Php.normalMap(fields).forEach((key, value) -> append(body, escape(key), value));
    return body.toString();
  }

  private static void append(StringBuilder body, String key, Object value) {
    if (value instanceof Map<?, ?> array) {
      array.forEach(
          (name, element) ->
              append(body, key + "%5B" + escape(String.valueOf(name)) + "%5D", element));
    } else if (!Php.isNull(value)) {
      if (!body.isEmpty()) {
        body.append('&');
      }
      body.append(key).append('=');
      escape(body, Boolean.FALSE.equals(value) ? "0" : Php.text(value));
    }
  }

  /** The text percent-encoded by PHP's {@code urlencode}. */
  public static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    escape(out, text);
    return out.toString();
  }

  private static void escape(StringBuilder out, String text) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    out.append(text, 0, plain);
    for (byte octet : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xFF);
      if (isPlain(character)) {
        out.append(character);
      } else if (character == ' ') {
        out.append('+');
      } else {
        out.append('%').append(HEX[character >> 4]).append(HEX[character & 0xF]);
      }
    }
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /**
   * The fields of a query or form body with brackets expanded; all leaves are texts, the last of
   * two equal keys wins.
   */
  public static Map<String, Object> decode(String body) {
    return decode(body, Long.MAX_VALUE);
  }

  /** The same of the first fields only: PHP's {@code max_input_vars} drops the others silently. */
  public static Map<String, Object> decode(String body, long most) {
    var fields = new LinkedHashMap<String, Object>();
    Stream.of(body.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .limit(most)
        .forEach(pair -> put(fields, pair));
    return fields;
  }

  private static void put(Map<String, Object> fields, String pair) {
    int equals = pair.indexOf('=');
    String key = unescape(equals < 0 ? pair : pair.substring(0, equals));
    put(fields, key, equals < 0 ? "" : unescape(pair.substring(equals + 1)));
  }

  private static String unescape(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformedPercent) {
      return text;
    }
  }

  private static void put(Map<String, Object> fields, String key, String value) {
    int open = key.indexOf('[');
    int close = open < 0 ? -1 : key.indexOf(']', open);
    if (open <= 0 || close < 0) {
      fields.put(topLevelName(key), value);
      return;
    }
    Map<String, Object> array = fields;
    String name = topLevelName(key.substring(0, open));
    while (open >= 0 && close > open) {
      array = child(array, name);
      name = key.substring(open + 1, close);
      if (name.isEmpty()) {
        name = Integer.toString(array.size());
      }
      open = close + 1 < key.length() && key.charAt(close + 1) == '[' ? close + 1 : -1;
      close = open < 0 ? -1 : key.indexOf(']', open);
    }
    array.put(name, value);
  }

  /** PHP replaces dots and spaces in top-level names, and only there. */
  private static String topLevelName(String name) {
    return name.replace('.', '_').replace(' ', '_').replace('[', '_');
  }

  @SuppressWarnings("unchecked") // Every map in the tree was made here.
  private static Map<String, Object> child(Map<String, Object> array, String name) {
    Object existing = array.get(name);
    if (existing instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    var created = new LinkedHashMap<String, Object>();
    array.put(name, created);
    return created;
  }
}
