package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.ActivityDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of a step's declared properties, as its webhook carries them (protocol 1.6). */
final class InputValues {

  private InputValues() {}

  /**
   * Computes them; properties without a value get the registered default.
   *
   * @throws IllegalArgumentException when the step has a value for a property that is not declared:
   *     a mistake of the process
   */
  static Map<String, Object> of(
      Step step, ActivityDefinition activity, Facts facts, SiteDates dates) {
    Map<String, Object> given = Php.normalMap(step.inputs().at(facts));
    var values = new LinkedHashMap<String, Object>();
    for (var property : activity.properties()) {
      Object value = given.remove(property.name());
      Object effective =
          value == null ? Expressions.evaluate(property.defaultValue(), facts) : value;
      values.put(property.name(), WireValue.of(property, effective, dates));
    }
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "activity "
              + step.code()
              + " declares no property "
              + given.keySet()
              + " (expected: "
              + values.keySet()
              + ")");
    }
    return values;
  }
}
