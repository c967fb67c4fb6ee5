package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.ProgramRules;
import java.math.BigDecimal;
import java.util.Map;

/** What holds for every rate a caller names. */
record RateChecks(Situation now, Checks checks) {

  private static final int MAX_SCALE = 4;

  /** Within what the program allows. */
  void inRange(BigDecimal rate) {
    ProgramRules program = now.settings().program();
    if (rate.compareTo(program.minPercentage()) < 0
        || rate.compareTo(program.maxPercentage()) > 0) {
      Wording wording = now.wording();
      checks.add(
          Rejection.PERCENTAGE_OUT_OF_RANGE,
          Map.of(
              "value", wording.number(rate),
              "min", wording.number(program.minPercentage()),
              "max", wording.number(program.maxPercentage())));
    }
  }

  /** At most four decimals. */
  void precise(String field, BigDecimal rate) {
    if (rate.stripTrailingZeros().scale() > MAX_SCALE) {
      checks.add(Rejection.INPUT_INVALID, Map.of("field", field, "value", rate.toPlainString()));
    }
  }
}
