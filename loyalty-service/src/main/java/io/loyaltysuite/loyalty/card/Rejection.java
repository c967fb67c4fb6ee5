package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Rejection.Retry.AUTO;
import static io.loyaltysuite.loyalty.card.Rejection.Retry.FIX;
import static io.loyaltysuite.loyalty.card.Rejection.Retry.NO;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every refusal of the error catalogue, in order of precedence: when several hold, the first one is
 * the answer. A code never changes its meaning.
 *
 * <p>{@code event_token_rejected} is absent: it is a fact of delivery, never an answer.
 *
 * <p>The order follows the work: the service, the input, whose card, repeats, the card's status,
 * what was asked for, limits.
 */
public enum Rejection {
  // The service and the input.
  APPLICATION_NOT_INSTALLED(403, FIX),
  ACCOUNT_DISABLED(403, FIX),
  LICENSE_EXPIRED(403, FIX),
  PROGRAM_DISABLED(400, FIX),
  INPUT_REQUIRED(400, FIX),
  INPUT_INVALID(400, FIX),
  DOCUMENT_UNSUPPORTED(400, FIX),
  CRM_UNAVAILABLE(503, AUTO),
  CRM_ACCESS_DENIED(403, FIX),
  RATE_LIMITED(429, AUTO),
  OPERATION_IN_PROGRESS(409, AUTO),
  IDEMPOTENCY_KEY_REUSED(400, NO),
  CONCURRENCY_CONFLICT(503, AUTO),
  OPERATION_TIMEOUT(503, AUTO),
  SERVICE_UNAVAILABLE(503, AUTO),
  INTERNAL_ERROR(500, AUTO),

  // Whose card.
  IDENTIFIER_MISSING(400, FIX),
  IDENTIFIERS_CONFLICT(400, FIX),
  PHONE_INVALID(400, FIX),
  EMAIL_INVALID(400, FIX),
  CONTACT_NOT_FOUND(404, FIX),
  CONTACT_AMBIGUOUS(400, FIX),
  DEAL_NOT_FOUND(404, FIX),
  DEAL_CONTACT_MISSING(400, FIX),
  CARD_NOT_FOUND(404, FIX),
  CARD_AMBIGUOUS(400, FIX),
  CONTACT_ALREADY_HAS_CARD(400, FIX),

  // Repeats.
  DUPLICATE_OPERATION(400, NO),
  PURCHASE_ALREADY_REGISTERED(400, NO),

  // The card's status.
  CARD_BLOCKED(400, FIX),
  CARD_DELETED(400, NO),
  CARD_ALREADY_DELETED(400, NO),
  CARD_BALANCE_NOT_ZERO(400, FIX),
  CARD_HAS_OPEN_HOLDS(400, FIX),

  // What was asked for.
  CARD_NUMBER_INVALID(400, FIX),
  CARD_NUMBER_TAKEN(400, FIX),
  BARCODE_TAKEN(400, FIX),
  PERCENTAGE_OUT_OF_RANGE(400, FIX),
  DELTA_NOT_POSITIVE(400, FIX),
  PERCENTAGE_LIMIT_REACHED(400, NO),
  AMOUNT_NOT_POSITIVE(400, FIX),
  AMOUNT_NEGATIVE(400, FIX),
  AMOUNT_SCALE_EXCEEDED(400, FIX),
  AMOUNT_TOO_LARGE(400, FIX),
  CURRENCY_MISMATCH(400, FIX),
  TOUCH_POINT_NOT_FOUND(400, FIX),
  TOUCH_POINT_FORBIDS_ACCRUAL(400, NO),
  TOUCH_POINT_FORBIDS_PAYMENT(400, NO),
  CARD_LEVELS_NOT_CONFIGURED(400, FIX),
  CARD_LEVEL_NOT_FOUND(400, FIX),
  LEVEL_LADDER_INVALID(400, FIX),
  AFFILIATE_MISSING(400, NO),
  AFFILIATE_CARD_NOT_FOUND(400, FIX),
  AFFILIATE_NOT_ACTIVE(400, FIX),
  AFFILIATE_SELF_REFERENCE(400, FIX),
  AFFILIATE_CYCLE(400, FIX),
  AFFILIATE_ALREADY_SET(400, NO),
  CARD_NUMBER_POOL_EXHAUSTED(503, FIX),

  // Limits.
  ACCRUAL_LIMIT_EXCEEDED(400, NO),
  BALANCE_LIMIT_EXCEEDED(400, NO),
  BONUSES_NOT_YET_AVAILABLE(400, FIX),
  INSUFFICIENT_BALANCE(400, FIX),
  PAYMENT_DOCUMENT_TOO_SMALL(400, FIX),
  PAYMENT_SHARE_EXCEEDED(400, FIX),
  PAYMENT_BELOW_MINIMUM(400, FIX),
  PAYMENT_EXCEEDS_DOCUMENT(400, FIX),
  PAYMENT_LIMIT_EXCEEDED(400, NO),
  DEAL_SUM_MISSING(400, FIX),

  // Work in the portal, refunds, holds.
  DEAL_HAS_NO_PRODUCTS(400, FIX),
  DEAL_CLOSED(400, NO),
  DEAL_DISCOUNT_ALREADY_APPLIED(400, NO),
  DEAL_UPDATE_FAILED(503, AUTO),
  TRANSACTION_NOT_FOUND(404, FIX),
  TRANSACTION_ALREADY_REVERSED(400, NO),
  TRANSACTION_NOT_REVERSIBLE(400, NO),
  REFUND_EXCEEDS_ORIGINAL(400, FIX),
  REFUND_BONUSES_SPENT(400, FIX),
  HOLD_NOT_FOUND(404, FIX),
  HOLD_EXPIRED(400, FIX),
  HOLD_ALREADY_CLOSED(400, NO),
  HOLD_AMOUNT_EXCEEDED(400, FIX),

  // Dates and pages.
  DATE_IN_PAST(400, FIX),
  DATE_IN_FUTURE(400, FIX),
  PERIOD_INVALID(400, FIX),
  LIMIT_OUT_OF_RANGE(400, FIX);

  /** What helps. */
  public enum Retry {
    /** Nothing. */
    NO,
    /** The same call again. */
    AUTO,
    /** A person has to change data first. */
    FIX
  }

  private static final Map<String, Rejection> BY_CODE =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(Rejection::code, Function.identity()));

  private final int restStatus;
  private final Retry retry;

  Rejection(int restStatus, Retry retry) {
    this.restStatus = restStatus;
    this.retry = retry;
  }

  /** The code people and programs may rely on, e.g. {@code card_blocked}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #code()} back.
   *
   * @throws IllegalArgumentException for a code that is not in the catalogue
   */
  public static Rejection of(String code) {
    Rejection rejection = BY_CODE.get(code);
    if (rejection == null) {
      throw new IllegalArgumentException("rejection: " + code + " (expected: a catalogue code)");
    }
    return rejection;
  }

  public int restStatus() {
    return restStatus;
  }

  public Retry retry() {
    return retry;
  }

  /** Whether the same call may succeed later without anybody changing data. */
  public boolean retryable() {
    return retry == Retry.AUTO;
  }

  /** The sentence with {@code {name}} where a value belongs. */
  public String template(Language language) {
    return RejectionSentences.of(this, language);
  }

  /** The sentence with its values, at most 300 characters. */
  public String sentence(Language language, Map<String, String> values) {
    return Wording.fill(template(language), values);
  }
}
