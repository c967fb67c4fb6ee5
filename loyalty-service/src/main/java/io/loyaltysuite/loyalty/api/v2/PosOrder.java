package io.loyaltysuite.loyalty.api.v2;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request of a cash desk (spec 1.12), whichever plug-in wrote it; pure reading. Positions are
 * kept with the request and not looked into.
 *
 * @param touchPointId as clients know it
 * @param mode what happens with bonuses; empty for a refund
 * @param bonusPoints what to charge or to accrue, when the mode says so
 * @param chargebacks payments to reverse before
 * @param number of the order; of a refund the operation it belongs to
 * @param cardNumber empty when the bill has none
 */
record PosOrder(
    String touchPointId,
    @Nullable UUID cardId,
    String cardNumber,
    String mode,
    @Nullable BigDecimal bonusPoints,
    List<String> chargebacks,
    String number,
    BigDecimal moneySum,
    BigDecimal bonusSum) {

  static final String NONE = "none";
  static final String AUTO = "auto";
  static final String ACCRUAL = "accrual_immediately";
  static final String PAYMENT = "payment_immediately";

  private static final Set<String> MODES = Set.of(NONE, AUTO, ACCRUAL, PAYMENT);
  private static final int MAX_CHARGEBACKS = 20;

  /** How the plug-ins write the same things. */
  private record Names(String money, String bonus, String total) {
    static final Names OF_1C = new Names("money_sum", "bonus_sum", "total_sum");
    static final Names OF_IIKO = new Names("moneySum", "scoreSum", "totalSum");
  }

  /**
   * Reads a sale.
   *
   * @throws Refusal naming the field that is wrong
   */
  static PosOrder sale(Fields body, String pos, Asker asked) {
    requireType(body, "selling");
    var loyalty = body.object("loyalty");
    var bill =
        pos.equals("1c")
            ? body.object("payload").object("order")
            : body.object("iiko").object("payload");
    var names = pos.equals("1c") ? Names.OF_1C : Names.OF_IIKO;
    var mode = loyalty.required("processing_mode");
    if (!MODES.contains(mode)) {
      throw loyalty.invalid("processing_mode", mode);
    }
    var money = sum(bill, names.money(), asked);
    var bonus = sum(bill, names.bonus(), asked);
    requireTotal(bill, names, asked);
    var chargebacks = loyalty.list("chargeback_payment_transactions");
    if (chargebacks.size() > MAX_CHARGEBACKS) {
      throw loyalty.invalid("chargeback_payment_transactions", chargebacks.size() + "");
    }
    return new PosOrder(
        loyalty.required("touch_point_id"),
        loyalty.id("card_id"),
        bill.text("card-number"),
        mode,
        loyalty.has("bonus_points") ? sum(loyalty, "bonus_points", asked) : null,
        chargebacks,
        bill.required("id"),
        money,
        bonus);
  }

  /** Reads a refund, wholly or in part, of money and of bonuses. */
  static PosOrder refund(Fields body, String pos, Asker asked) {
    requireType(body, "refund");
    var names = pos.equals("1c") ? Names.OF_1C : Names.OF_IIKO;
    var payload = body.has("iiko") ? body.object("iiko").object("payload") : body.object("payload");
    var own = payload.has(names.money()) || payload.has(names.bonus()) ? names : Names.OF_1C;
    payload.required("operation_id");
    return new PosOrder(
        body.object("loyalty").required("touch_point_id"),
        null,
        "",
        "",
        null,
        List.of(),
        Objects.requireNonNull(payload.id("operation_id")).toString(),
        sum(payload, own.money(), asked),
        sum(payload, own.bonus(), asked));
  }

  /** The parts are the whole as they were told, before any of them is rounded. */
  private static void requireTotal(Fields bill, Names names, Asker asked) {
    sum(bill, names.total(), asked);
    var total = told(bill, names.total());
    if (total.compareTo(told(bill, names.money()).add(told(bill, names.bonus()))) != 0) {
      throw bill.invalid(names.total(), total.toPlainString());
    }
  }

  private static void requireType(Fields body, String expected) {
    var type = body.required("operation_type");
    if (!type.equals(expected)) {
      throw body.invalid("operation_type", type);
    }
  }

  /** Money, or a mere number, which is in the program's currency; absent is nothing. */
  private static BigDecimal sum(Fields in, String name, Asker asked) {
    var told = told(in, name);
    if (in.isObject(name)) {
      asked.requireCurrency(in.object(name).required("currency"));
    }
    if (told.signum() < 0) {
      throw in.invalid(name, told.toPlainString());
    }
    return asked.exact(told);
  }

  private static BigDecimal told(Fields in, String name) {
    if (!in.has(name)) {
      return BigDecimal.ZERO;
    }
    return new BigDecimal(
        in.isObject(name) ? in.object(name).requiredNumber("amount") : in.number(name));
  }
}
