package io.loyaltysuite.gateway.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a call as a command of {@code batch}: method and query, encoded once, nesting in brackets.
 * Pure.
 */
public final class BatchCommand {

  private BatchCommand() {}

  public static String command(String method, Map<String, Object> parameters) {
    var pairs = new ArrayList<String>();
    new TreeMap<>(parameters).forEach((name, value) -> write(encoded(name), value, pairs));
    return method + "?" + String.join("&", pairs);
  }

  private static void write(String name, Object value, List<String> pairs) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, inner) -> write(nested(name, String.valueOf(key)), inner, pairs));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          write(nested(name, Integer.toString(i)), list.get(i), pairs);
        }
      }
      default -> pairs.add(name + "=" + encoded(value.toString()));
    }
  }

  private static String nested(String name, String key) {
    return name + "%5B" + encoded(key) + "%5D";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
