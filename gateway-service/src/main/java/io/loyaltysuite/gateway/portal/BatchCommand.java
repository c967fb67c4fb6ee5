package io.loyaltysuite.gateway.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes a call as a command of {@code batch}: method and query, encoded once, nesting in brackets.
 * Pure.
 */
public final class BatchCommand {

  /** What {@code batch} would replace in any value, or its security filter might change. */
  private static final Pattern HAZARD = Pattern.compile("\\$(result|error|next|total|time)\\[");

  private BatchCommand() {}

  public static String command(String method, Map<String, Object> parameters) {
    var pairs = new ArrayList<String>();
    new TreeMap<>(parameters).forEach((name, value) -> write(encoded(name), value, pairs));
    return method + "?" + String.join("&", pairs);
  }

  /** Every value of the parameters as text, at any depth. */
  public static List<String> values(Object parameters) {
    return switch (parameters) {
      case Map<?, ?> map -> map.values().stream().flatMap(inner -> values(inner).stream()).toList();
      case List<?> list -> list.stream().flatMap(inner -> values(inner).stream()).toList();
      default -> List.of(parameters.toString());
    };
  }

  /** Whether a {@code batch} would change the text, for which it has no escape. */
  public static boolean isHazardous(String text) {
    return text.indexOf('<') >= 0
        || (text.indexOf('$') >= 0 && HAZARD.matcher(text.toLowerCase(Locale.ROOT)).find());
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
