package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.PropertyDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * RETURN_VALUES as the portal takes them (protocol 2.2): names compared in upper case, unknown
 * names dropped, dates converted.
 *
 * @param stored values by declared name, lists as lists
 * @param dropped names the activity does not declare
 */
record ReturnValues(Map<String, Object> stored, List<String> dropped) {

  static ReturnValues of(
      Map<String, Object> sent, List<PropertyDefinition> declared, SiteDates dates) {
    var known = new HashMap<String, PropertyDefinition>();
    declared.forEach(property -> known.put(property.name().toUpperCase(Locale.ROOT), property));
    var stored = new LinkedHashMap<String, Object>();
    var dropped = new ArrayList<String>();
    sent.forEach(
        (name, value) -> {
          PropertyDefinition property = known.get(name.toUpperCase(Locale.ROOT));
          if (property == null) {
            dropped.add(name);
          } else {
            stored.put(property.name(), Php.plain(converted(value, property, dates)));
          }
        });
    return new ReturnValues(stored, dropped);
  }

  private static Object converted(Object value, PropertyDefinition property, SiteDates dates) {
    boolean date = property.type().equals("date") || property.type().equals("datetime");
    if (!date || Php.empty(value)) {
      return value;
    }
    if (value instanceof Map<?, ?> list) {
      var elements = new LinkedHashMap<String, Object>();
      list.forEach(
          (key, element) ->
              elements.put(String.valueOf(key), converted(Php.normal(element), property, dates)));
      return elements;
    }
    return value instanceof String text
        ? dates.internal(text, property.type().equals("datetime"))
        : value;
  }
}
