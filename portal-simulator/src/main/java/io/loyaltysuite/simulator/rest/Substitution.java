package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.php.Php;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a batch does to every parameter value (protocol 4.5): {@code $result[a][b]} and its kin
 * become earlier results. There is no escape; what cannot be resolved stays inside a text, and
 * becomes the partly resolved value when it is the whole text. Pure.
 */
final class Substitution {

  private static final Pattern EXPRESSION =
      Pattern.compile("\\$(result|error|next|total|time)(\\[[^\\s]*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern KEY = Pattern.compile("\\[([^\\[\\]]*)]");

  private final Map<String, Map<String, Object>> parts;

  /**
   * Over the parts {@code result}, {@code error}, {@code next}, {@code total} and {@code time},
   * which may still grow.
   */
  Substitution(Map<String, Map<String, Object>> parts) {
    this.parts = parts;
  }

  Map<String, Object> in(Map<String, Object> parameters) {
    var replaced = new LinkedHashMap<String, Object>();
    parameters.forEach((name, value) -> replaced.put(name, value(value)));
    return replaced;
  }

  private Object value(Object value) {
    return switch (value) {
      case Map<?, ?> array -> in(Php.normalMap(array));
      case String text when text.indexOf('$') >= 0 -> text(text);
      default -> value;
    };
  }

  private Object text(String text) {
    Matcher matcher = EXPRESSION.matcher(text);
    if (matcher.matches()) {
      return resolve(matcher.group(1), keys(matcher.group(2)), true);
    }
    return matcher.replaceAll(
        found -> {
          Object resolved = resolve(found.group(1), keys(found.group(2)), false);
          boolean usable = !Php.isNull(resolved) && !(resolved instanceof Map);
          return Matcher.quoteReplacement(usable ? Php.text(resolved) : found.group());
        });
  }

  private static List<String> keys(String path) {
    var keys = new ArrayList<String>();
    KEY.matcher(path).results().forEach(key -> keys.add(key.group(1)));
    return keys;
  }

  private Object resolve(String part, List<String> keys, boolean partly) {
    Object value = parts.getOrDefault(part.toLowerCase(Locale.ROOT), Map.of());
    for (String key : keys) {
      Object inner = value instanceof Map<?, ?> array ? array.get(key) : null;
      if (inner == null) {
        return partly && keys.indexOf(key) > 0 ? value : Php.NULL;
      }
      value = Php.normal(inner);
    }
    return value;
  }
}
