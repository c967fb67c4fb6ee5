package io.loyaltysuite.loyalty.program;

import io.loyaltysuite.schemas.SharedTexts;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a portal's program settings, read by {@link #of}.
 *
 * @param toMap every value as text by its name, in the order of the names, defaults included
 */
public record Settings(
    long version,
    ProgramRules program,
    CardRules card,
    AccrualRules accrual,
    PaymentRules payment,
    HoldRules hold,
    RefundRules refund,
    AffiliateRules affiliate,
    LevelRules levels,
    Ladder ladder,
    Map<String, TouchPoint> touchPoints,
    Map<String, String> toMap) {

  /** What a portal has before anybody changed anything. */
  public static final Settings DEFAULTS = of(0, Map.of());

  public Settings {
    touchPoints = Map.copyOf(touchPoints);
    toMap = SharedTexts.of(toMap);
  }

  /**
   * Reads {@link #toMap()} back. Missing values get the declared defaults, unknown names are
   * ignored, so old and newer versions can both be read.
   *
   * @throws IllegalArgumentException naming the setting, what it got and what it expected
   */
  public static Settings of(long version, Map<String, String> values) {
    return SettingsText.read(version, values);
  }

  /** The part of a document that a card on this level, or on none, may pay with bonuses. */
  public BigDecimal maxSharePercent(String levelCode) {
    return ladder
        .level(levelCode)
        .flatMap(level -> Optional.ofNullable(level.maxPaymentShare()))
        .orElse(payment.maxSharePercent());
  }

  /**
   * Everything that keeps values from becoming a portal's next version; stricter than {@link #of},
   * which also has to read what was saved before.
   *
   * @param currencyInUse what cards of the portal are kept in; null when there are none
   */
  public static List<Fault> faults(Map<String, String> values, @Nullable Currency currencyInUse) {
    return SettingsCheck.faults(values, currencyInUse);
  }
}
