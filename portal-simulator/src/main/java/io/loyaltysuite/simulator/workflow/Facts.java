package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import java.util.Map;

/**
 * What a step can refer to when it is executed.
 *
 * @param document fields of the document
 * @param parameters values given at the start
 * @param outputs outputs of earlier steps by activity name
 */
public record Facts(
    Document document, Map<String, Object> parameters, Map<String, Map<String, Object>> outputs) {

  /**
   * An output of an earlier step; names in any letter case; {@link Php#NULL} when there is none.
   */
  public Object output(String step, String name) {
    return lookUp(outputs.getOrDefault(step, Map.of()), name);
  }

  /** The same as text. */
  public String text(String step, String name) {
    return Php.text(output(step, name));
  }

  /**
   * What an expression names: {@code Document:FIELD}, {@code Template:parameter} or {@code
   * step:output}.
   */
  Object named(String source, String name) {
    return switch (source) {
      case "Document" -> "ID".equals(name) ? document.id() : lookUp(document.fields(), name);
      case "Template" -> lookUp(parameters, name);
      default -> output(source, name);
    };
  }

  private static Object lookUp(Map<String, Object> values, String name) {
    for (var entry : values.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return Php.NULL;
  }
}
