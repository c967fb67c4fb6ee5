package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Decision.Rejected;

/** What tests ask of a decision. */
final class Answers {

  private Answers() {}

  static Accepted accepted(Decision decision) {
    assertThat(decision).isInstanceOf(Accepted.class);
    return (Accepted) decision;
  }

  static Rejected rejected(Decision decision) {
    assertThat(decision).isInstanceOf(Rejected.class);
    return (Rejected) decision;
  }

  static String value(Decision decision, String name) {
    return decision.returned().stream()
        .filter(variable -> variable.name().equals(name))
        .map(Variable::value)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no variable " + name));
  }

  /** The same call in both languages is refused with this code and these sentences. */
  static void assertRefused(Ledger ledger, Call call, Rejection rejection, String ru, String en) {
    Rejected inRussian = rejected(ledger.decide(call.in(Language.RU).command()));
    Rejected inEnglish = rejected(ledger.decide(call.in(Language.EN).command()));
    assertThat(inRussian.rejection()).isEqualTo(rejection);
    assertThat(inRussian.message()).isEqualTo(ru);
    assertThat(inEnglish.message()).isEqualTo(en);
    assertThat(Catalogue.failures(call.command().operation().name())).contains(rejection);
    assertThat(value(inRussian, "error_code")).isEqualTo(rejection.code());
    assertThat(value(inRussian, "retryable")).isEqualTo(rejection.retryable() ? "Y" : "N");
  }

  static Rejection refusal(Ledger ledger, Call call) {
    return rejected(ledger.decide(call.command())).rejection();
  }
}
