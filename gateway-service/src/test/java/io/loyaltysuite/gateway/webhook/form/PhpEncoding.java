package io.loyaltysuite.gateway.webhook.form;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes form bodies as PHP's {@code http_build_query} does. */
final class PhpEncoding {
  private static final String LETTERS = "abcXYZ019 _-.~*()[]|\\&=+%:/@абвЁ№«»😀\n";

  private PhpEncoding() {}

  static String encode(Map<String, Object> map) {
    var pairs = new ArrayList<String>();
    map.forEach((name, value) -> encode(url(name), value, pairs));
    return String.join("&", pairs);
  }

  private static void encode(String key, Object value, List<String> pairs) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((name, child) -> encode(nested(key, name.toString()), child, pairs));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          encode(nested(key, Integer.toString(i)), list.get(i), pairs);
        }
      }
      default -> pairs.add(key + "=" + url(value.toString()));
    }
  }

  private static String nested(String key, String name) {
    return key + "%5B" + url(name) + "%5D";
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
  }

  /** A map of texts, lists and maps, empty ones among them. */
  static Map<String, Object> randomMap(Random random, int depth) {
    var map = new LinkedHashMap<String, Object>();
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      map.put("k" + i + name(random), randomValue(random, depth));
    }
    return map;
  }

  private static Object randomValue(Random random, int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(3)) {
      case 1 ->
          random.ints(random.nextInt(4)).mapToObj(_ -> randomValue(random, depth - 1)).toList();
      case 2 -> randomMap(random, depth - 1);
      default -> text(random);
    };
  }

  /** What survives the wire: an empty list or map leaves no trace. */
  static Map<String, Object> withoutEmpty(Map<?, ?> map) {
    var kept = new LinkedHashMap<String, Object>();
    map.forEach(
        (name, value) -> {
          if (!vanishes(value)) {
            kept.put(name.toString(), kept(value));
          }
        });
    return kept;
  }

  private static Object kept(Object value) {
    return switch (value) {
      case Map<?, ?> map -> withoutEmpty(map);
      case List<?> list when list.stream().noneMatch(PhpEncoding::vanishes) ->
          list.stream().map(PhpEncoding::kept).toList();
      case List<?> list -> {
        var indexed = new LinkedHashMap<String, Object>();
        for (int i = 0; i < list.size(); i++) {
          indexed.put(Integer.toString(i), list.get(i));
        }
        var kept = withoutEmpty(indexed);
        yield leadingOnly(kept) ? List.copyOf(kept.values()) : kept;
      }
      default -> value;
    };
  }

  private static boolean leadingOnly(Map<String, Object> indexed) {
    int next = 0;
    for (String name : indexed.keySet()) {
      if (!name.equals(Integer.toString(next++))) {
        return false;
      }
    }
    return true;
  }

  private static boolean vanishes(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.values().stream().allMatch(PhpEncoding::vanishes);
      case List<?> list -> list.stream().allMatch(PhpEncoding::vanishes);
      default -> false;
    };
  }

  private static String name(Random random) {
    return text(random).replace("[", "").replace("]", "");
  }

  private static String text(Random random) {
    var letters = LETTERS.codePoints().toArray();
    var text = new StringBuilder();
    random
        .ints(random.nextInt(8), 0, letters.length)
        .forEach(i -> text.appendCodePoint(letters[i]));
    return text.toString();
  }
}
