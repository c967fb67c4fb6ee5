package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Rejection.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What every operation returns and may be refused with: the catalogue of activities as data. */
public final class Catalogue {

  /** Variables present in every result, in this order. */
  public static final List<String> COMMON =
      List.of(
          "request_id",
          "activity_code",
          "error_code",
          "retryable",
          "duplicate",
          "card_id",
          "card_number",
          "card_status",
          "card_balance",
          "card_currency",
          "card_percentage",
          "card_level_code",
          "journal_url");

  /** Refusals every operation may get. */
  public static final Set<Rejection> EVERY =
      Collections.unmodifiableSet(EnumSet.range(APPLICATION_NOT_INSTALLED, INTERNAL_ERROR));

  private static final Set<Rejection> SELECTOR =
      EnumSet.of(
          IDENTIFIER_MISSING,
          IDENTIFIERS_CONFLICT,
          PHONE_INVALID,
          CONTACT_NOT_FOUND,
          CONTACT_AMBIGUOUS,
          CARD_NOT_FOUND,
          CARD_AMBIGUOUS);
  private static final Set<Rejection> ACTIVE = EnumSet.of(CARD_BLOCKED, CARD_DELETED);
  private static final Set<Rejection> MONEY =
      EnumSet.of(AMOUNT_NOT_POSITIVE, AMOUNT_SCALE_EXCEEDED, AMOUNT_TOO_LARGE, CURRENCY_MISMATCH);
  private static final Set<Rejection> PAYMENT =
      EnumSet.of(
          DUPLICATE_OPERATION,
          BONUSES_NOT_YET_AVAILABLE,
          INSUFFICIENT_BALANCE,
          PAYMENT_DOCUMENT_TOO_SMALL,
          PAYMENT_SHARE_EXCEEDED,
          PAYMENT_BELOW_MINIMUM,
          PAYMENT_EXCEEDS_DOCUMENT,
          PAYMENT_LIMIT_EXCEEDED,
          DEAL_SUM_MISSING);
  private static final Set<Rejection> DEAL =
      EnumSet.of(
          DEAL_NOT_FOUND,
          DEAL_CONTACT_MISSING,
          DEAL_SUM_MISSING,
          BONUSES_NOT_YET_AVAILABLE,
          INSUFFICIENT_BALANCE,
          CARD_HAS_OPEN_HOLDS,
          DEAL_HAS_NO_PRODUCTS,
          DEAL_CLOSED,
          DEAL_DISCOUNT_ALREADY_APPLIED,
          DEAL_UPDATE_FAILED);
  private static final Set<Rejection> ON_HOLD =
      EnumSet.of(CARD_DELETED, HOLD_NOT_FOUND, HOLD_EXPIRED, HOLD_ALREADY_CLOSED);
  private static final Set<Rejection> TOUCH_POINT =
      EnumSet.of(TOUCH_POINT_NOT_FOUND, TOUCH_POINT_FORBIDS_ACCRUAL, TOUCH_POINT_FORBIDS_PAYMENT);

  private static final List<String> ACCRUAL =
      List.of(
          "transaction_id",
          "amount",
          "balance_before",
          "balance_after",
          "available_from",
          "expires_at",
          "lot_id");

  private static final List<String> HOLD =
      List.of(
          "hold_id",
          "hold_state",
          "held_amount",
          "captured_amount",
          "transaction_id",
          "hold_expires_at");

  private static final List<String> DISCOUNT_AMOUNT =
      List.of(
          "deal_id",
          "transaction_id",
          "discount_amount",
          "deal_sum_before",
          "deal_sum_after",
          "rows_changed",
          "rounding_rest");
  private static final List<String> DISCOUNT_PERCENT =
      List.of(
          "deal_id",
          "percent_applied",
          "discount_amount",
          "deal_sum_before",
          "deal_sum_after",
          "rows_changed",
          "transaction_id");

  private static final Map<String, Row> ROWS =
      Map.ofEntries(
          row(
              "card_create",
              List.of("created", "contact_id", "barcode", "start_balance", "transaction_id"),
              Set.of(
                  CONTACT_NOT_FOUND,
                  CONTACT_AMBIGUOUS,
                  DEAL_CONTACT_MISSING,
                  CONTACT_ALREADY_HAS_CARD,
                  CARD_NUMBER_INVALID,
                  CARD_NUMBER_TAKEN,
                  BARCODE_TAKEN,
                  PERCENTAGE_OUT_OF_RANGE,
                  AMOUNT_NEGATIVE,
                  AMOUNT_SCALE_EXCEEDED,
                  CARD_LEVEL_NOT_FOUND,
                  AFFILIATE_CARD_NOT_FOUND,
                  AFFILIATE_NOT_ACTIVE,
                  AFFILIATE_SELF_REFERENCE,
                  CARD_NUMBER_POOL_EXHAUSTED)),
          row("contact_create", List.of("contact_id"), Set.of()),
          row(
              "card_delete",
              List.of("burned_amount", "transaction_id"),
              SELECTOR,
              Set.of(CARD_ALREADY_DELETED, CARD_BALANCE_NOT_ZERO, CARD_HAS_OPEN_HOLDS)),
          row(
              "card_block",
              List.of("changed", "blocked_until"),
              SELECTOR,
              Set.of(CARD_DELETED, DATE_IN_PAST)),
          row("card_unblock", List.of("changed"), SELECTOR, Set.of(CARD_DELETED)),
          row(
              "card_find",
              List.of("found_count", "card_numbers", "contact_ids", "contacts_without_card"),
              Set.of(
                  IDENTIFIER_MISSING,
                  PHONE_INVALID,
                  EMAIL_INVALID,
                  CARD_NOT_FOUND,
                  CARD_AMBIGUOUS,
                  CONTACT_AMBIGUOUS)),
          row(
              "card_replace",
              List.of("old_card_number", "new_card_number", "moved_amount", "moved_lots"),
              SELECTOR,
              Set.of(
                  CARD_DELETED,
                  CARD_HAS_OPEN_HOLDS,
                  CARD_NUMBER_INVALID,
                  CARD_NUMBER_TAKEN,
                  CARD_NUMBER_POOL_EXHAUSTED)),
          row(
              "card_merge",
              List.of(
                  "from_card_number",
                  "moved_amount",
                  "moved_lots",
                  "purchases_count",
                  "purchases_sum",
                  "level_changed"),
              SELECTOR,
              ACTIVE,
              Set.of(CARD_HAS_OPEN_HOLDS, CURRENCY_MISMATCH)),
          row(
              "affiliate_set",
              List.of("affiliate_card_number", "changed"),
              SELECTOR,
              ACTIVE,
              Set.of(
                  AFFILIATE_CARD_NOT_FOUND,
                  AFFILIATE_NOT_ACTIVE,
                  AFFILIATE_SELF_REFERENCE,
                  AFFILIATE_CYCLE,
                  AFFILIATE_ALREADY_SET)),
          row(
              "affiliate_accrue",
              List.of(
                  "affiliate_card_number",
                  "affiliate_card_id",
                  "amount",
                  "transaction_ids",
                  "skipped_reason"),
              SELECTOR,
              MONEY,
              Set.of(
                  DUPLICATE_OPERATION,
                  PERCENTAGE_OUT_OF_RANGE,
                  DEAL_SUM_MISSING,
                  AFFILIATE_MISSING,
                  AFFILIATE_CARD_NOT_FOUND,
                  AFFILIATE_NOT_ACTIVE,
                  AFFILIATE_CYCLE,
                  ACCRUAL_LIMIT_EXCEEDED,
                  BALANCE_LIMIT_EXCEEDED)),
          row(
              "card_get",
              List.of(
                  "found",
                  "barcode",
                  "level_name",
                  "next_level_code",
                  "to_next_level_sum",
                  "purchases_count",
                  "purchases_sum",
                  "available_balance",
                  "held_amount",
                  "pending_amount",
                  "nearest_burn_date",
                  "nearest_burn_amount",
                  "contact_id",
                  "affiliate_card_number",
                  "created",
                  "modified"),
              SELECTOR),
          row(
              "turnover_get",
              List.of(
                  "purchases_count",
                  "purchases_sum",
                  "average_sum",
                  "last_purchase_at",
                  "to_next_level_sum"),
              SELECTOR,
              Set.of(PERIOD_INVALID)),
          row(
              "transactions_list",
              List.of("total_count", "sum_accrual", "sum_payment", "items", "text"),
              SELECTOR,
              Set.of(PERIOD_INVALID, LIMIT_OUT_OF_RANGE)),
          row(
              "accrue",
              ACCRUAL,
              SELECTOR,
              ACTIVE,
              MONEY,
              TOUCH_POINT,
              Set.of(
                  DUPLICATE_OPERATION,
                  ACCRUAL_LIMIT_EXCEEDED,
                  BALANCE_LIMIT_EXCEEDED,
                  DATE_IN_PAST)),
          row(
              "pay",
              List.of(
                  "transaction_id",
                  "amount_requested",
                  "amount_paid",
                  "rest_to_pay",
                  "balance_before",
                  "balance_after",
                  "share_percent",
                  "limit_applied",
                  "lots"),
              SELECTOR,
              ACTIVE,
              MONEY,
              TOUCH_POINT,
              PAYMENT),
          row(
              "accrue_percent",
              Stream.concat(
                      ACCRUAL.stream(),
                      Stream.of("base_sum", "percent_applied", "bonus_paid_excluded"))
                  .toList(),
              SELECTOR,
              ACTIVE,
              MONEY,
              TOUCH_POINT,
              Set.of(
                  DUPLICATE_OPERATION,
                  PERCENTAGE_OUT_OF_RANGE,
                  ACCRUAL_LIMIT_EXCEEDED,
                  BALANCE_LIMIT_EXCEEDED,
                  DEAL_SUM_MISSING)),
          row(
              "purchase_register",
              List.of(
                  "purchases_count",
                  "purchases_sum",
                  "accrued_amount",
                  "transaction_id",
                  "level_changed",
                  "level_code"),
              SELECTOR,
              ACTIVE,
              MONEY,
              TOUCH_POINT,
              Set.of(
                  PURCHASE_ALREADY_REGISTERED,
                  ACCRUAL_LIMIT_EXCEEDED,
                  BALANCE_LIMIT_EXCEEDED,
                  DEAL_SUM_MISSING,
                  DATE_IN_FUTURE)),
          row(
              "hold",
              HOLD,
              SELECTOR,
              ACTIVE,
              MONEY,
              TOUCH_POINT,
              PAYMENT,
              Set.of(CARD_HAS_OPEN_HOLDS)),
          row("hold_capture", HOLD, ON_HOLD, MONEY, Set.of(HOLD_AMOUNT_EXCEEDED)),
          row("hold_release", HOLD, ON_HOLD),
          row(
              "refund",
              List.of(
                  "reversal_ids",
                  "reversed_accrual",
                  "reversed_payment",
                  "balance_after",
                  "shortfall"),
              MONEY,
              Set.of(
                  CARD_DELETED,
                  DEAL_SUM_MISSING,
                  TRANSACTION_NOT_FOUND,
                  TRANSACTION_ALREADY_REVERSED,
                  TRANSACTION_NOT_REVERSIBLE,
                  REFUND_EXCEEDS_ORIGINAL,
                  REFUND_BONUSES_SPENT)),
          row(
              "deal_discount_amount",
              DISCOUNT_AMOUNT,
              SELECTOR,
              ACTIVE,
              MONEY,
              DEAL,
              Set.of(
                  PAYMENT_DOCUMENT_TOO_SMALL,
                  PAYMENT_SHARE_EXCEEDED,
                  PAYMENT_BELOW_MINIMUM,
                  PAYMENT_EXCEEDS_DOCUMENT,
                  PAYMENT_LIMIT_EXCEEDED)),
          row(
              "deal_discount_percent",
              DISCOUNT_PERCENT,
              SELECTOR,
              ACTIVE,
              DEAL,
              Set.of(PERCENTAGE_OUT_OF_RANGE, CURRENCY_MISMATCH)),
          row("deal_discount_amount_settle", DISCOUNT_AMOUNT, SELECTOR, DEAL, MONEY),
          row("deal_discount_percent_settle", DISCOUNT_PERCENT, SELECTOR, DEAL, MONEY),
          row(
              "burn",
              List.of(
                  "burned_amount",
                  "balance_before",
                  "balance_after",
                  "lots",
                  "transaction_id",
                  "dry_run"),
              SELECTOR,
              MONEY,
              Set.of(CARD_DELETED, INSUFFICIENT_BALANCE, DATE_IN_FUTURE)),
          row(
              "check",
              List.of("echo", "server_time", "portal", "license_until"),
              EnumSet.allOf(Rejection.class)),
          row(
              "percentage_set",
              List.of("percentage_old", "percentage_new", "direction"),
              SELECTOR,
              ACTIVE,
              Set.of(PERCENTAGE_OUT_OF_RANGE)),
          percentageStep("percentage_increment"),
          percentageStep("percentage_decrement"),
          row(
              "level_set",
              List.of("level_old", "level_new", "percentage_old", "percentage_new"),
              SELECTOR,
              ACTIVE,
              Set.of(CARD_LEVELS_NOT_CONFIGURED, CARD_LEVEL_NOT_FOUND, DATE_IN_PAST)),
          row(
              "level_recalculate",
              List.of(
                  "level_old",
                  "level_new",
                  "percentage_old",
                  "percentage_new",
                  "changed",
                  "turnover_used",
                  "to_next_level_sum"),
              SELECTOR,
              ACTIVE,
              Set.of(CARD_LEVELS_NOT_CONFIGURED, LEVEL_LADDER_INVALID)),
          row(
              "level_review",
              List.of(
                  "level_old",
                  "level_new",
                  "percentage_old",
                  "percentage_new",
                  "changed",
                  "turnover_used",
                  "to_next_level_sum"),
              SELECTOR),
          row(
              "card_settle",
              List.of(
                  "activated_amount",
                  "released_amount",
                  "burned_amount",
                  "balance_before",
                  "balance_after",
                  "block_ended",
                  "transaction_id"),
              SELECTOR));

  private static final Row UNKNOWN = new Row(List.of(), EVERY);

  private Catalogue() {}

  /** Variables of an operation beyond {@link #COMMON}, in order; none for an unknown name. */
  public static List<String> variables(String operation) {
    return ROWS.getOrDefault(operation, UNKNOWN).variables();
  }

  /** The complete failure set of an operation, in order of precedence. */
  public static Set<Rejection> failures(String operation) {
    return ROWS.getOrDefault(operation, UNKNOWN).failures();
  }

  /** Names of all operations. */
  public static Set<String> operations() {
    return ROWS.keySet();
  }

  private static Map.Entry<String, Row> percentageStep(String operation) {
    return row(
        operation,
        List.of("percentage_old", "percentage_new", "direction", "clamped"),
        SELECTOR,
        ACTIVE,
        Set.of(PERCENTAGE_OUT_OF_RANGE, DELTA_NOT_POSITIVE, PERCENTAGE_LIMIT_REACHED));
  }

  @SafeVarargs
  private static Map.Entry<String, Row> row(
      String operation, List<String> variables, Set<Rejection>... own) {
    EnumSet<Rejection> all = EnumSet.copyOf(EVERY);
    for (Set<Rejection> some : own) {
      all.addAll(some);
    }
    return Map.entry(operation, new Row(variables, Collections.unmodifiableSet(all)));
  }

  private record Row(List<String> variables, Set<Rejection> failures) {}
}
