package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a step's properties, computed when the step is executed. */
@FunctionalInterface
public interface StepInputs {

  /** The values by property name; properties left out get the registered default. */
  Map<String, ?> at(Facts facts);

  /** Fixed values; texts in them may hold expressions, which are evaluated. */
  static StepInputs of(Map<String, ?> values) {
    Map<String, Object> fixed = Php.normalMap(values);
    return facts -> {
      var evaluated = new LinkedHashMap<String, Object>();
      fixed.forEach((name, value) -> evaluated.put(name, Expressions.evaluate(value, facts)));
      return evaluated;
    };
  }
}
