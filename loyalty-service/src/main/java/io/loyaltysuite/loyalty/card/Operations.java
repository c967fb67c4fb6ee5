package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.Accrue;
import io.loyaltysuite.loyalty.card.Operation.AccruePercent;
import io.loyaltysuite.loyalty.card.Operation.AccrueReferral;
import io.loyaltysuite.loyalty.card.Operation.AddContact;
import io.loyaltysuite.loyalty.card.Operation.BlockCard;
import io.loyaltysuite.loyalty.card.Operation.Burn;
import io.loyaltysuite.loyalty.card.Operation.CaptureHold;
import io.loyaltysuite.loyalty.card.Operation.CheckConnection;
import io.loyaltysuite.loyalty.card.Operation.DeleteCard;
import io.loyaltysuite.loyalty.card.Operation.DiscountDealByAmount;
import io.loyaltysuite.loyalty.card.Operation.DiscountDealByPercent;
import io.loyaltysuite.loyalty.card.Operation.FindCard;
import io.loyaltysuite.loyalty.card.Operation.GetCard;
import io.loyaltysuite.loyalty.card.Operation.GetTurnover;
import io.loyaltysuite.loyalty.card.Operation.HoldBonuses;
import io.loyaltysuite.loyalty.card.Operation.IssueCard;
import io.loyaltysuite.loyalty.card.Operation.ListTransactions;
import io.loyaltysuite.loyalty.card.Operation.MergeCards;
import io.loyaltysuite.loyalty.card.Operation.Pay;
import io.loyaltysuite.loyalty.card.Operation.RecalculateLevel;
import io.loyaltysuite.loyalty.card.Operation.Refund;
import io.loyaltysuite.loyalty.card.Operation.Refused;
import io.loyaltysuite.loyalty.card.Operation.RegisterPurchase;
import io.loyaltysuite.loyalty.card.Operation.ReleaseHold;
import io.loyaltysuite.loyalty.card.Operation.ReplaceCard;
import io.loyaltysuite.loyalty.card.Operation.ReviewLevel;
import io.loyaltysuite.loyalty.card.Operation.SetAffiliate;
import io.loyaltysuite.loyalty.card.Operation.SetLevel;
import io.loyaltysuite.loyalty.card.Operation.SetPercentage;
import io.loyaltysuite.loyalty.card.Operation.SettleCard;
import io.loyaltysuite.loyalty.card.Operation.SettleDealDiscount;
import io.loyaltysuite.loyalty.card.Operation.StepPercentage;
import io.loyaltysuite.loyalty.card.Operation.UnblockCard;
import io.loyaltysuite.loyalty.program.Overspent;
import io.loyaltysuite.loyalty.program.Rounding;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads operations from their canonical inputs. */
public final class Operations {

  /** The code of a reason that the caller gave none. */
  static final String DEFAULT_REASON_CODE = "bitrix24.bizproc";

  private static final List<String> RESERVED_REASONS =
      List.of("bonus.", "refund.", "card.", "affiliate.", "hold.");
  private static final int DEFAULT_ROWS = 20;
  private static final int MAX_EXTERNAL_IDS = 20;
  private static final int SHORT = 255;
  private static final int LONG = 1000;

  private Operations() {}

  /**
   * The operation of a name with its inputs. A missing or malformed input, which the gateway should
   * have refused, becomes {@link Refused} here.
   *
   * @throws IllegalArgumentException for an unknown name: a bug, not a refusal
   */
  public static Operation parse(String operation, Map<String, List<String>> inputs) {
    return parse(operation, new Inputs(inputs, UnaryOperator.identity()));
  }

  /** The same with amounts rounded to what a currency can hold. */
  static Operation parseRounded(
      String operation, Map<String, List<String>> inputs, Currency currency) {
    return parse(operation, new Inputs(inputs, sum -> Money.roundedInput(sum, currency)));
  }

  private static Operation parse(String operation, Inputs in) {
    Operation read =
        switch (operation) {
          case "card_create" -> issueCard(in);
          case "card_delete" -> deleteCard(in);
          case "contact_create" -> addContact(in);
          case "card_block" -> blockCard(in);
          case "card_unblock" -> new UnblockCard(selector(in), reason(in));
          case "card_find" -> findCard(in);
          case "card_get" -> new GetCard(selector(in), in.flag("not_found_is_error", true));
          case "turnover_get" ->
              new GetTurnover(
                  selector(in), in.dayOrInstant("date_from"), in.dayOrInstant("date_to"));
          case "transactions_list" -> listTransactions(in);
          case "affiliate_set" ->
              new SetAffiliate(
                  selector(in),
                  in.required("affiliate_card_number", SHORT),
                  in.flag("overwrite", false),
                  reason(in));
          case "affiliate_accrue" -> accrueReferral(in);
          case "card_replace" -> replaceCard(in);
          case "card_merge" -> mergeCards(in);
          case "accrue" -> accrue(in);
          case "pay" -> pay(in);
          case "accrue_percent" -> accruePercent(in);
          case "purchase_register" -> registerPurchase(in);
          case "hold" -> new HoldBonuses(pay(in), in.minutes("lifetime_minutes"));
          case "hold_capture" ->
              new CaptureHold(
                  holdId(in), in.amount("amount"), in.text("currency", SHORT), reason(in));
          case "hold_release" -> new ReleaseHold(holdId(in), reason(in));
          case "refund" -> refund(in);
          case "check" -> new CheckConnection(in.text("text", SHORT), in.text("fail_with", SHORT));
          case "burn" -> burn(in);
          case "percentage_set" ->
              new SetPercentage(selector(in), in.requiredNumber("percentage"), reason(in));
          case "percentage_increment" -> stepPercentage(in, true, "max");
          case "percentage_decrement" -> stepPercentage(in, false, "min");
          case "level_set" -> setLevel(in);
          case "level_recalculate" ->
              new RecalculateLevel(selector(in), in.flag("allow_downgrade"), reason(in));
          case "deal_discount_amount" -> discountByAmount(in);
          case "deal_discount_percent" -> discountByPercent(in);
          case "deal_discount_amount_settle", "deal_discount_percent_settle" ->
              settleDiscount(in, operation.replace(SettleDealDiscount.SUFFIX, ""));
          case "level_review" -> new ReviewLevel(selector(in));
          case "card_settle" -> new SettleCard(selector(in));
          default ->
              throw new IllegalArgumentException(
                  "operation: " + operation + " (expected: one of the catalogue)");
        };
    Rejection rejection = in.rejection();
    return rejection == null ? read : new Refused(operation, rejection.code(), in.parameters());
  }

  private static IssueCard issueCard(Inputs in) {
    String phone = phone(in);
    String email = email(in);
    Map<String, String> externalIds = in.pairs("external_ids", MAX_EXTERNAL_IDS, SHORT);
    return new IssueCard(
        in.contactId("contact_id"),
        in.crmId("crm_contact_id"),
        in.text("card_number", SHORT),
        phone,
        email,
        in.text("barcode", SHORT),
        orZero(in.amount("start_balance")),
        in.number("percentage"),
        in.select("status", Set.of("active", "blocked"), "active").equals("blocked"),
        in.text("level_code", SHORT),
        in.text("affiliate_card_number", SHORT),
        in.text("external_id", SHORT),
        externalIds,
        newContact(in, phone, email, externalIds),
        in.select("if_exists", Set.of("return_existing", "error"), "return_existing")
            .equals("error"),
        reason(in));
  }

  private static AddContact addContact(Inputs in) {
    return contact(in, "", phone(in), email(in), in.pairs("external_ids", MAX_EXTERNAL_IDS, SHORT));
  }

  /** Added together with its card, under the id that the call names. */
  private static @Nullable AddContact newContact(
      Inputs in, String phone, String email, Map<String, String> externalIds) {
    if (in.text("contact_name", SHORT).isEmpty()) {
      return null;
    }
    String id = in.required("contact_id", SHORT);
    if (id.length() != Inputs.UUID_LENGTH) {
      in.invalid("contact_id", id);
    }
    return contact(in, "contact_", phone, email, externalIds);
  }

  private static AddContact contact(
      Inputs in, String prefix, String phone, String email, Map<String, String> externalIds) {
    return new AddContact(
        in.required(prefix + "name", SHORT),
        in.text(prefix + "surname", SHORT),
        in.text(prefix + "patronymic", SHORT),
        in.required(prefix + "timezone", SHORT),
        in.day(prefix + "birthday"),
        in.select(prefix + "gender", Set.of("male", "female", "unknown"), "unknown"),
        phone,
        email,
        externalIds);
  }

  /** The phone of a new card in digits; whose it is cannot be asked, so it must look like one. */
  private static String phone(Inputs in) {
    String phone = in.text("phone", SHORT);
    String digits = Phones.digits(phone);
    if (!phone.isEmpty() && digits.isEmpty()) {
      in.invalid("phone", phone);
    }
    return digits;
  }

  private static DeleteCard deleteCard(Inputs in) {
    String action = in.select("balance_action", Set.of("refuse", "burn"), "refuse");
    return new DeleteCard(selector(in), action.equals("burn"), reason(in));
  }

  private static String email(Inputs in) {
    String email = in.text("email", SHORT);
    if (!email.isEmpty() && Finding.email(email).isEmpty()) {
      in.invalid("email", email);
    }
    return Finding.email(email);
  }

  private static FindCard findCard(Inputs in) {
    String key = in.text("external_id_key", SHORT);
    String pick = in.select("pick", Set.of("single", "newest", "richest", "all"), "single");
    return new FindCard(
        in.crmId("contact_id"),
        in.text("phone", SHORT),
        in.text("email", SHORT),
        in.text("barcode", SHORT),
        in.text("external_id", SHORT),
        key.isEmpty() ? "bitrix24" : key,
        FindCard.Pick.valueOf(pick.toUpperCase(Locale.ROOT)),
        in.flag("not_found_is_error", false));
  }

  private static BlockCard blockCard(Inputs in) {
    return new BlockCard(
        selector(in),
        in.required("block_reason", LONG),
        in.dayOrInstant("block_until"),
        in.flag("release_holds", false),
        reason(in));
  }

  private static ListTransactions listTransactions(Inputs in) {
    String type = in.select("type", Set.of("all", "accrual", "payment"), "all");
    return new ListTransactions(
        selector(in),
        in.dayOrInstant("date_from"),
        in.dayOrInstant("date_to"),
        type.equals("all") ? "" : type,
        in.text("reason_code", SHORT),
        in.count("limit", DEFAULT_ROWS));
  }

  private static AccrueReferral accrueReferral(Inputs in) {
    return new AccrueReferral(
        selector(in),
        in.select("mode", Set.of("fixed", "percent"), "percent").equals("fixed"),
        in.amount("amount"),
        in.number("percent"),
        sum(in, "base_sum"),
        in.text("currency", SHORT),
        Objects.requireNonNullElse(in.whole("levels_up", 1, AccrueReferral.MAX_LEVELS), 1),
        in.flag("only_first_purchase", false),
        in.flag("no_affiliate_is_error", false),
        oncePer(in),
        reason(in));
  }

  private static ReplaceCard replaceCard(Inputs in) {
    return new ReplaceCard(
        selector(in),
        in.text("new_card_number", SHORT),
        in.select("old_card", Set.of("block", "delete"), "block").equals("delete"),
        reason(in));
  }

  private static MergeCards mergeCards(Inputs in) {
    String id = in.text("from_card_id", SHORT).toLowerCase(Locale.ROOT);
    String number =
        id.isEmpty() ? in.required("from_card_number", SHORT) : in.text("from_card_number", SHORT);
    return new MergeCards(selector(in), new Selector(id, number, "", ""), reason(in));
  }

  private static Accrue accrue(Inputs in) {
    return new Accrue(
        selector(in),
        in.requiredAmount("amount"),
        in.text("currency", SHORT),
        in.days("available_after_days"),
        in.days("expires_after_days"),
        in.day("expires_at"),
        in.text("touch_point_id", SHORT),
        oncePer(in),
        reason(in));
  }

  private static Pay pay(Inputs in) {
    return pay(in, "exact");
  }

  private static Pay pay(Inputs in, String modeByDefault) {
    return new Pay(
        selector(in),
        in.amount("amount"),
        in.select("mode", Set.of("exact", "up_to"), modeByDefault).equals("up_to"),
        sum(in, "document_sum"),
        within(in, "max_share_percent", BigDecimal.valueOf(100)),
        in.text("currency", SHORT),
        in.text("touch_point_id", SHORT),
        oncePer(in),
        reason(in));
  }

  private static AccruePercent accruePercent(Inputs in) {
    return new AccruePercent(
        selector(in),
        sum(in, "base_sum"),
        in.number("percent"),
        in.text("currency", SHORT),
        in.flag("exclude_bonus_paid", true),
        sum(in, "min_base"),
        sum(in, "max_amount"),
        rounding(in),
        in.days("available_after_days"),
        in.days("expires_after_days"),
        in.text("touch_point_id", SHORT),
        oncePer(in),
        reason(in));
  }

  private static @Nullable Rounding rounding(Inputs in) {
    String text =
        in.select(
            "rounding",
            Set.of("setting", "half_up", "half_down", "down", "integer_down"),
            "setting");
    return text.equals("setting") ? null : Rounding.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static RegisterPurchase registerPurchase(Inputs in) {
    return new RegisterPurchase(
        selector(in),
        in.amount("purchase_sum"),
        in.text("purchase_id", SHORT),
        in.dayOrInstant("purchase_date"),
        in.flag("accrue", true),
        in.flag("recalculate_level", true),
        in.text("currency", SHORT),
        in.text("touch_point_id", SHORT),
        reason(in));
  }

  private static Burn burn(Inputs in) {
    String mode =
        in.select(
            "mode", Set.of("expired_lots", "accrued_before", "amount", "all"), "expired_lots");
    return new Burn(
        selector(in),
        Burn.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
        in.day("date"),
        in.amount("amount"),
        in.text("currency", SHORT),
        in.flag("dry_run", false),
        reason(in));
  }

  private static String holdId(Inputs in) {
    return in.required("hold_id", SHORT).toLowerCase(Locale.ROOT);
  }

  private static Refund refund(Inputs in) {
    String overspent = in.select("overspent", Set.of("setting", "error", "clamp"), "setting");
    return new Refund(
        in.text("transaction_id", SHORT).toLowerCase(Locale.ROOT),
        in.amount("amount"),
        sum(in, "document_sum"),
        in.text("currency", SHORT),
        overspent.equals("setting") ? null : Overspent.valueOf(overspent.toUpperCase(Locale.ROOT)),
        reason(in));
  }

  private static DiscountDealByAmount discountByAmount(Inputs in) {
    Pay pay = pay(in, "up_to");
    // A deal has one discount: nothing else need protect it from a repeat.
    Pay payment =
        new Pay(
            pay.card(),
            pay.amount(),
            pay.upTo(),
            pay.documentSum(),
            pay.maxSharePercent(),
            pay.currency(),
            "",
            Repeat.TOKEN,
            pay.reason());
    return new DiscountDealByAmount(
        payment,
        in.crmId("deal_id"),
        in.select("distribute", Set.of("proportional", "first_rows"), "proportional")
            .equals("proportional"),
        in.select("no_rows", Set.of("change_sum", "error"), "change_sum").equals("change_sum"));
  }

  private static DiscountDealByPercent discountByPercent(Inputs in) {
    return new DiscountDealByPercent(
        selector(in),
        in.crmId("deal_id"),
        in.number("percent"),
        in.flag("charge_bonuses", false),
        sum(in, "document_sum"),
        within(in, "max_percent", BigDecimal.valueOf(100)),
        in.select("combine_with_existing", Set.of("keep_larger", "add", "replace"), "keep_larger"),
        reason(in));
  }

  private static SettleDealDiscount settleDiscount(Inputs in, String asked) {
    return new SettleDealDiscount(
        selector(in),
        asked,
        in.crmId("deal_id"),
        in.id("first"),
        in.text("hold_id", SHORT),
        in.select("outcome", Set.of("applied", "failed", "undone"), "failed").equals("applied"),
        in.text("failure", SHORT),
        asked.equals("deal_discount_percent") ? in.number("percent_applied") : null,
        orZero(in.number("discount_amount")),
        orZero(in.number("deal_sum_before")),
        orZero(in.number("deal_sum_after")),
        in.count("rows_changed", 0).intValue(),
        reason(in));
  }

  private static BigDecimal orZero(@Nullable BigDecimal number) {
    return Objects.requireNonNullElse(number, BigDecimal.ZERO);
  }

  private static StepPercentage stepPercentage(Inputs in, boolean up, String limit) {
    return new StepPercentage(
        selector(in),
        up,
        in.requiredNumber("delta"),
        in.number(limit),
        in.select("on_limit", Set.of("clamp", "error"), "clamp").equals("error"),
        reason(in));
  }

  private static SetLevel setLevel(Inputs in) {
    return new SetLevel(
        selector(in),
        in.required("level_code", SHORT),
        in.flag("apply_default_percentage", true),
        in.day("lock_until"),
        reason(in));
  }

  /** An amount that is not below zero. */
  private static @Nullable BigDecimal sum(Inputs in, String name) {
    BigDecimal sum = in.amount(name);
    if (sum != null && sum.signum() < 0) {
      in.invalid(name, sum.toPlainString());
    }
    return sum;
  }

  private static @Nullable BigDecimal within(Inputs in, String name, BigDecimal max) {
    BigDecimal number = in.number(name);
    if (number != null && (number.signum() < 0 || number.compareTo(max) > 0)) {
      in.invalid(name, number.toPlainString());
    }
    return number;
  }

  private static Selector selector(Inputs in) {
    return new Selector(
        in.text("card_id", SHORT).toLowerCase(Locale.ROOT),
        in.text("card_number", SHORT),
        in.contactId("contact_id"),
        in.text("phone", SHORT));
  }

  private static Reason reason(Inputs in) {
    String code = in.text("reason_code", SHORT);
    if (RESERVED_REASONS.stream().anyMatch(code::startsWith)) {
      in.invalid("reason_code", code);
    }
    return new Reason(
        in.text("reason_id", SHORT),
        code.isEmpty() ? DEFAULT_REASON_CODE : code,
        in.text("reason_comment", LONG));
  }

  private static @Nullable Repeat oncePer(Inputs in) {
    String text = in.select("once_per", Set.of("token", "document", "reason"), "");
    return text.isEmpty() ? null : Repeat.of(text);
  }
}
