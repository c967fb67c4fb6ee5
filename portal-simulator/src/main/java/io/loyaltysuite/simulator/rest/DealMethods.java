package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.Deal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Deals and their product rows: {@code crm.deal.*}. Refusals have words and no code. */
final class DealMethods {
  private static final String SCOPE = "crm";

  private DealMethods() {}

  static List<Method> all() {
    return List.of(
        method("crm.deal.get", (_, deal) -> new RestAnswer.Done(deal.fields())),
        method("crm.deal.update", DealMethods::update),
        method("crm.deal.productrows.get", (_, deal) -> new RestAnswer.Done(deal.rows())),
        method("crm.deal.productrows.set", DealMethods::setRows));
  }

  private static Method method(String name, BiFunction<Call, Deal, RestAnswer> body) {
    return new Method(name, SCOPE, call -> onDeal(call, body));
  }

  private static RestAnswer onDeal(Call call, BiFunction<Call, Deal, RestAnswer> body) {
    if (call.portal().deals().denied()) {
      return RestAnswer.badRequest("", "Access denied.");
    }
    var id = call.text("ID");
    Optional<Deal> deal =
        id.matches("\\d{1,15}") ? call.portal().deals().find(Long.parseLong(id)) : Optional.empty();
    return deal.map(found -> body.apply(call, found))
        .orElseGet(() -> RestAnswer.badRequest("", "Not found"));
  }

  private static RestAnswer update(Call call, Deal deal) {
    if (call.portal().deals().fieldsFrozen()) {
      return RestAnswer.badRequest("", "Fields cannot be changed.");
    }
    var changes = new LinkedHashMap<String, String>();
    Php.toArray(call.parameter("FIELDS"))
        .forEach((name, value) -> changes.put(name.toUpperCase(Locale.ROOT), Php.text(value)));
    call.portal().deals().update(deal.id(), changes);
    return RestAnswer.yes();
  }

  private static RestAnswer setRows(Call call, Deal deal) {
    if (!(call.parameter("ROWS") instanceof Map<?, ?> rows)) {
      return RestAnswer.badRequest("", "The parameter 'rows' must be array.");
    }
    if (call.portal().deals().frozen()) {
      return RestAnswer.badRequest("", "Product rows cannot be changed.");
    }
    call.portal().deals().replaceRows(deal.id(), rows.values().stream().map(Php::toArray).toList());
    return RestAnswer.yes();
  }
}
