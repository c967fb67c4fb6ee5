package io.loyaltysuite.simulator.portal;

import io.loyaltysuite.simulator.php.Php;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One declared property or return property of an activity (protocol 7.2).
 *
 * @param name name as registered, letter case kept
 * @param type declared type in lower case, {@code string} when none was given
 * @param multiple whether it holds a list
 * @param defaultValue value of a step that sets nothing; may be an expression; {@link Php#NULL}
 *     when there is none
 */
public record PropertyDefinition(String name, String type, boolean multiple, Object defaultValue) {

  /** Reads a property object whose keys are upper-cased already. */
  static PropertyDefinition of(String name, Map<String, Object> form) {
    String type = Php.text(form.get("TYPE")).toLowerCase(Locale.ROOT);
    return new PropertyDefinition(
        name,
        type.isEmpty() ? "string" : type,
        isYes(form.get("MULTIPLE")),
        Php.normal(form.get("DEFAULT")));
  }

  private static boolean isYes(@Nullable Object flag) {
    return Boolean.TRUE.equals(flag)
        || "Y".equalsIgnoreCase(Php.text(flag))
        || "1".equals(Php.text(flag));
  }
}
