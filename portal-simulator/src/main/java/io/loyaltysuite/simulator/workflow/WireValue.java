package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.PropertyDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** A property's value as the portal puts it into a webhook (protocol 1.6). Pure. */
final class WireValue {

  private WireValue() {}

  /**
   * The value before form encoding: a falsy scalar stays, a list stays a list, an empty multiple is
   * an empty array.
   */
  static Object of(PropertyDefinition property, Object given, SiteDates dates) {
    Object value = Php.normal(given);
    if (Php.isNull(value)) {
      return property.multiple() ? Map.of() : "";
    }
    if (value instanceof Map<?, ?> array && array.isEmpty()) {
      return Map.of();
    }
    boolean text = property.type().equals("string") || property.type().equals("text");
    if (value instanceof Map<?, ?> array) {
      boolean map = !array.containsKey("0");
      if (map && property.multiple()) {
        return Map.of("0", list(array, property, dates));
      }
      return text && !property.multiple()
          ? scalar(Php.flat(value).getFirst(), property, dates)
          : list(array, property, dates);
    }
    Object scalar = scalar(value, property, dates);
    return property.multiple() && !Php.empty(value) ? Map.of("0", scalar) : scalar;
  }

  private static Object list(Map<?, ?> array, PropertyDefinition property, SiteDates dates) {
    var list = new LinkedHashMap<String, Object>();
    array.forEach(
        (key, element) ->
            list.put(String.valueOf(key), scalar(Php.normal(element), property, dates)));
    return list;
  }

  private static Object scalar(Object value, PropertyDefinition property, SiteDates dates) {
    return switch (value) {
      case Boolean flag when property.type().equals("bool") -> flag ? "Y" : "N";
      case LocalDate date -> dates.text(date);
      case LocalDateTime dateTime -> dates.text(dateTime);
      case Instant instant -> dates.text(instant);
      case Integer id when property.type().equals("user") && id > 0 -> "user_" + id;
      default -> value;
    };
  }
}
