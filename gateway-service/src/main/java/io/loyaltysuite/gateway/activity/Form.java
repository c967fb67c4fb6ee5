package io.loyaltysuite.gateway.activity;

import io.loyaltysuite.gateway.activity.Coerced.Nothing;
import io.loyaltysuite.gateway.activity.Coerced.Value;
import io.loyaltysuite.gateway.activity.Coerced.Wrong;
import io.loyaltysuite.gateway.activity.Understanding.Refused;
import io.loyaltysuite.gateway.activity.Understanding.Understood;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One filled-in form of an activity while it is being read. For one call and one thread. */
final class Form {

  private static final String CURRENCY = "currency";

  private final Activity activity;
  private final ZoneId zone;
  private final Map<String, List<String>> inputs = new LinkedHashMap<>();
  private @Nullable String currencyOfAmounts;

  Form(Activity activity, ZoneId zone) {
    this.activity = activity;
    this.zone = zone;
  }

  Understanding read(Map<String, List<String>> properties) {
    for (Input input : activity.inputs()) {
      var refused = read(input, properties.getOrDefault(input.name(), List.of()));
      if (refused != null) {
        return refused;
      }
    }
    var refused = settleCurrency();
    return refused == null ? new Understood(activity.operation(), Map.copyOf(inputs)) : refused;
  }

  private @Nullable Refused read(Input input, List<String> texts) {
    var values = new ArrayList<String>(texts.size());
    for (String text : texts) {
      if (text.isBlank()) {
        continue;
      }
      switch (input.type().coerce(text, input, zone)) {
        case Value(var canonical, var currency) when agrees(currency) -> values.add(canonical);
        case Nothing _ -> {}
        case Value _, Wrong _ -> {
          return Understand.invalid(input.name(), text);
        }
      }
      if (!input.multiple()) {
        // A list where one value is meant counts with the first that says something.
        break;
      }
    }
    if (values.isEmpty()) {
      return input.required() ? Understand.missing(input.name()) : null;
    }
    inputs.put(input.name(), List.copyOf(values));
    return null;
  }

  /** Notes the currency an amount came with; two amounts of one call must share it. */
  private boolean agrees(@Nullable String currency) {
    if (currency == null) {
      return true;
    }
    if (currencyOfAmounts == null) {
      currencyOfAmounts = currency;
    }
    return currency.equals(currencyOfAmounts);
  }

  /** An amount that names its currency answers the question for the whole call. */
  private @Nullable Refused settleCurrency() {
    if (currencyOfAmounts == null) {
      return null;
    }
    var stated = inputs.putIfAbsent(CURRENCY, List.of(currencyOfAmounts));
    return stated == null || stated.contains(currencyOfAmounts)
        ? null
        : Understand.invalid(CURRENCY, stated.getFirst());
  }
}
