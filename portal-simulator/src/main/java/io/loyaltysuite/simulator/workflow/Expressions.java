package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions of the workflow designer: {@code {=Document:FIELD}}, {@code {=Template:parameter}},
 * {@code {=step:output}}. An expression that is the whole value keeps its type, one inside a text
 * becomes text. Pure.
 */
final class Expressions {

  private static final Pattern EXPRESSION =
      Pattern.compile("\\{=([A-Za-z0-9_]+):([A-Za-z0-9_.]+)}");

  private Expressions() {}

  static Object evaluate(Object value, Facts facts) {
    if (value instanceof Map<?, ?> array) {
      var evaluated = new LinkedHashMap<String, Object>();
      array.forEach(
          (key, element) ->
              evaluated.put(String.valueOf(key), evaluate(Php.normal(element), facts)));
      return evaluated;
    }
    if (!(value instanceof String text) || !text.contains("{=")) {
      return value;
    }
    Matcher matcher = EXPRESSION.matcher(text);
    if (matcher.matches()) {
      return facts.named(matcher.group(1), matcher.group(2));
    }
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(joined(facts.named(found.group(1), found.group(2)))));
  }

  private static String joined(Object value) {
    return String.join(", ", Php.flat(value).stream().map(Php::text).toList());
  }
}
