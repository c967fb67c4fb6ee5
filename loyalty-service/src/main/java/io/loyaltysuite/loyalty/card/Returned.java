package io.loyaltysuite.loyalty.card;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables of one result: all of the catalogue's, in its order, empty until given a value. */
final class Returned {

  private final Map<String, String> values = new LinkedHashMap<>();

  Returned(Command command) {
    Catalogue.COMMON.forEach(name -> values.put(name, ""));
    Catalogue.variables(command.operation().name()).forEach(name -> values.put(name, ""));
    with("request_id", command.id().toString());
    with("activity_code", command.activityCode());
    with("retryable", Wording.flag(false));
    with("duplicate", Wording.flag(false));
  }

  Returned with(String name, String value) {
    if (values.replace(name, value) == null) {
      throw new IllegalArgumentException(
          "variable: " + name + " (expected: one of " + values.keySet() + ")");
    }
    return this;
  }

  /** The same, when the operation has such a variable at all. */
  Returned withIfListed(String name, String value) {
    values.computeIfPresent(name, (_, _) -> value);
    return this;
  }

  Returned with(String name, Money money) {
    return with(name, money.text());
  }

  Returned with(@Nullable Account account) {
    if (account == null) {
      return this;
    }
    return with("card_id", account.cardId().toString())
        .with("card_number", account.number())
        .with("card_status", account.status().code())
        .with("card_balance", account.balance())
        .with("card_currency", account.currency().getCurrencyCode())
        .with("card_percentage", Wording.percentage(account.percentage()))
        .with("card_level_code", account.levelCode());
  }

  Returned with(Rejection rejection) {
    return with("error_code", rejection.code())
        .with("retryable", Wording.flag(rejection.retryable()))
        .with("duplicate", Wording.flag(rejection == Rejection.DUPLICATE_OPERATION));
  }

  List<Variable> list() {
    return values.entrySet().stream().map(v -> new Variable(v.getKey(), v.getValue())).toList();
  }
}
