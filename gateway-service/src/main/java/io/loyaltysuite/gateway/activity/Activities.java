package io.loyaltysuite.gateway.activity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue: every activity, each declared in one place and nowhere else. */
public final class Activities {

  /** Every activity, in the order of the documentation. */
  public static final List<Activity> ALL =
      List.of(
          CardActivities.CARD_CREATE,
          CardActivities.CARD_DELETE,
          CardActivities.CARD_BLOCK,
          CardActivities.CARD_UNBLOCK,
          CardActivities.CARD_GET,
          CardActivities.CARD_FIND,
          CardActivities.CARD_REPLACE,
          CardActivities.TURNOVER_GET,
          BonusActivities.TRANSACTIONS_LIST,
          BonusActivities.ACCRUE_FIXED,
          BonusActivities.ACCRUE_PERCENT,
          BonusActivities.PAY,
          BonusActivities.HOLD,
          BonusActivities.HOLD_CAPTURE,
          BonusActivities.HOLD_RELEASE,
          TermsActivities.PERCENTAGE_SET,
          TermsActivities.PERCENTAGE_INCREMENT,
          TermsActivities.PERCENTAGE_DECREMENT,
          TermsActivities.LEVEL_SET,
          TermsActivities.LEVEL_RECALCULATE,
          BonusActivities.PURCHASE_REGISTER,
          DealActivities.DISCOUNT_AMOUNT,
          DealActivities.DISCOUNT_PERCENT,
          BonusActivities.REFUND,
          BonusActivities.BURN,
          AffiliateActivities.AFFILIATE_ACCRUE,
          AffiliateActivities.AFFILIATE_SET,
          DiagnosticActivities.CHECK);

  private static final Map<String, Activity> BY_CODE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Activity::code, Function.identity()));

  private static final String ROBOT = "_robot";

  private Activities() {}

  /**
   * The code of the activity that a portal's step was registered under: robots have codes of their
   * own, because a portal keeps both kinds under one roof.
   */
  public static String codeOf(String registered) {
    var code =
        registered.endsWith(ROBOT)
            ? registered.substring(0, registered.length() - ROBOT.length())
            : registered;
    return BY_CODE.containsKey(code) ? code : registered;
  }

  static String robotOf(String code) {
    return code + ROBOT;
  }

  /** The activity of a code, letter case as registered. */
  public static Optional<Activity> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
