package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.Overspent;
import io.loyaltysuite.loyalty.program.Rounding;
import io.loyaltysuite.schemas.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a command asks for. Absent inputs are empty texts or null. */
public sealed interface Operation {

  /** Name on the wire, e.g. {@code accrue}; empty for a refused call of unknown meaning. */
  String name();

  /** What is done to a card that exists. */
  sealed interface OnCard extends Operation {
    Selector card();
  }

  /**
   * Issues a card to a contact.
   *
   * @param contactId id in the CRM, or that of a contact added here
   * @param crmContactId id in the CRM by which the card is found, too; empty for none
   * @param externalIds the contact's ids in other systems, by system; the card is found by them
   * @param contact who the contact is, when it is added together with its card; else null
   */
  record IssueCard(
      String contactId,
      String crmContactId,
      String cardNumber,
      String phone,
      String email,
      String barcode,
      BigDecimal startBalance,
      @Nullable BigDecimal percentage,
      boolean blocked,
      String levelCode,
      String affiliateCardNumber,
      String externalId,
      Map<String, String> externalIds,
      @Nullable AddContact contact,
      boolean errorIfExists,
      Reason reason)
      implements Operation {
    public IssueCard {
      externalIds = Map.copyOf(externalIds);
    }

    @Override
    public String name() {
      return "card_create";
    }
  }

  /**
   * Closes a card for good.
   *
   * @param burns whether what is left on it is burned instead of standing in the way
   */
  record DeleteCard(Selector card, boolean burns, Reason reason) implements OnCard {
    @Override
    public String name() {
      return "card_delete";
    }
  }

  /**
   * Remembers a person who may get cards. Neither phone nor external ids need to be unique: a CRM
   * has duplicates, too.
   *
   * @param timezone as sent, e.g. {@code Europe/Moscow}
   * @param gender {@code male}, {@code female} or {@code unknown}
   * @param phone digits of E.164
   * @param email in lower case
   * @param externalIds the person's id in other systems, by system
   */
  record AddContact(
      String givenName,
      String surname,
      String patronymic,
      String timezone,
      @Nullable LocalDate birthday,
      String gender,
      String phone,
      String email,
      Map<String, String> externalIds)
      implements Operation {
    public AddContact {
      externalIds = Map.copyOf(externalIds);
    }

    @Override
    public String name() {
      return "contact_create";
    }

    /** The id of the contact that a command adds. */
    public static UUID contactId(UUID commandId) {
      return Ids.derived(commandId, "contact");
    }
  }

  /** Stops accruals and payments, for a time or for good. */
  record BlockCard(
      Selector card,
      String blockReason,
      @Nullable DayOrInstant until,
      boolean releaseHolds,
      Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "card_block";
    }
  }

  /** Allows operations again. */
  record UnblockCard(Selector card, Reason reason) implements OnCard {
    @Override
    public String name() {
      return "card_unblock";
    }
  }

  /**
   * Finds cards by what is known about their holder; writes nothing.
   *
   * @param externalId one that the card was issued with, or the holder's in {@code externalIdKey}
   * @param externalIdKey the system the external id is of
   */
  record FindCard(
      String contactId,
      String phone,
      String email,
      String barcode,
      String externalId,
      String externalIdKey,
      Pick pick,
      boolean notFoundIsError)
      implements Operation {

    /** Which of several cards. */
    public enum Pick {
      /** None: more than one is an error. */
      SINGLE,
      NEWEST,
      RICHEST,
      ALL
    }

    @Override
    public String name() {
      return "card_find";
    }

    /** Whether the external id may be a contact of the CRM. */
    boolean isCrmId() {
      return externalIdKey.equals("bitrix24");
    }
  }

  /** Reads a card; writes nothing. */
  record GetCard(Selector card, boolean notFoundIsError) implements OnCard {
    @Override
    public String name() {
      return "card_get";
    }
  }

  /**
   * Tells the purchases of a card; writes nothing.
   *
   * @param from null means from the beginning
   * @param to null means until now
   */
  record GetTurnover(Selector card, @Nullable DayOrInstant from, @Nullable DayOrInstant to)
      implements OnCard {
    @Override
    public String name() {
      return "turnover_get";
    }
  }

  /**
   * Tells the transactions of a card; writes nothing.
   *
   * @param from null means from the beginning
   * @param to null means until now
   * @param type {@code accrual}, {@code payment}, or empty for both
   * @param reasonCode only those with this code; empty for any
   * @param limit how many of the newest are listed
   */
  record ListTransactions(
      Selector card,
      @Nullable DayOrInstant from,
      @Nullable DayOrInstant to,
      String type,
      String reasonCode,
      BigDecimal limit)
      implements OnCard {
    @Override
    public String name() {
      return "transactions_list";
    }
  }

  /**
   * Writes down who brought the client.
   *
   * @param affiliateCardNumber number of the referrer's card
   * @param overwrite whether another referrer may be replaced
   */
  record SetAffiliate(Selector card, String affiliateCardNumber, boolean overwrite, Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "affiliate_set";
    }
  }

  /**
   * Accrues bonuses to those who brought the client, not to the client.
   *
   * @param card the client's
   * @param fixed whether {@code amount} counts, otherwise {@code percent} of {@code baseSum}
   * @param percent null means as the program says
   * @param baseSum null or zero means the caller does not know it
   * @param levelsUp how many referrers up the chain get the bonuses, each the same, 1 to 3
   * @param onlyFirstPurchase whether nothing happens after the client's first purchase
   * @param errorWithoutAffiliate whether a client that nobody brought is an error
   */
  record AccrueReferral(
      Selector card,
      boolean fixed,
      @Nullable BigDecimal amount,
      @Nullable BigDecimal percent,
      @Nullable BigDecimal baseSum,
      String currency,
      int levelsUp,
      boolean onlyFirstPurchase,
      boolean errorWithoutAffiliate,
      @Nullable Repeat oncePer,
      Reason reason)
      implements OnCard {

    static final int MAX_LEVELS = 3;

    @Override
    public String name() {
      return "affiliate_accrue";
    }
  }

  /**
   * Moves everything to a new card of the same client.
   *
   * @param newCardNumber empty means a generated one
   * @param deletes whether the old card is deleted instead of blocked
   */
  record ReplaceCard(Selector card, String newCardNumber, boolean deletes, Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "card_replace";
    }
  }

  /**
   * Makes one card of two: everything goes to the one that stays, the other is deleted.
   *
   * @param from the one that goes
   */
  record MergeCards(Selector card, Selector from, Reason reason) implements OnCard {
    @Override
    public String name() {
      return "card_merge";
    }
  }

  /** Adds bonuses. */
  record Accrue(
      Selector card,
      BigDecimal amount,
      String currency,
      @Nullable Integer availableAfterDays,
      @Nullable Integer expiresAfterDays,
      @Nullable LocalDate expiresAt,
      String touchPointId,
      @Nullable Repeat oncePer,
      Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "accrue";
    }
  }

  /**
   * Charges bonuses.
   *
   * @param amount null means as much as allowed
   * @param upTo whether to pay what is allowed instead of refusing when it is less than asked
   */
  record Pay(
      Selector card,
      @Nullable BigDecimal amount,
      boolean upTo,
      @Nullable BigDecimal documentSum,
      @Nullable BigDecimal maxSharePercent,
      String currency,
      String touchPointId,
      @Nullable Repeat oncePer,
      Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "pay";
    }
  }

  /**
   * Adds a percentage of a sum as bonuses.
   *
   * @param baseSum null or zero means the caller does not know it
   * @param percent null means the card's rate
   * @param excludeBonusPaid whether the part of the document paid with bonuses earns nothing
   * @param minBase below it nothing is accrued
   * @param maxAmount how much at most; null or zero means no cap
   * @param rounding null means as the program rounds
   */
  record AccruePercent(
      Selector card,
      @Nullable BigDecimal baseSum,
      @Nullable BigDecimal percent,
      String currency,
      boolean excludeBonusPaid,
      @Nullable BigDecimal minBase,
      @Nullable BigDecimal maxAmount,
      @Nullable Rounding rounding,
      @Nullable Integer availableAfterDays,
      @Nullable Integer expiresAfterDays,
      String touchPointId,
      @Nullable Repeat oncePer,
      Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "accrue_percent";
    }
  }

  /**
   * Counts a purchase.
   *
   * @param purchaseSum null or zero means the caller does not know it
   * @param purchaseId empty means the document's
   * @param purchaseDate null means now
   * @param accrue whether the purchase earns bonuses
   * @param recalculateLevel whether it may raise the level
   */
  record RegisterPurchase(
      Selector card,
      @Nullable BigDecimal purchaseSum,
      String purchaseId,
      @Nullable DayOrInstant purchaseDate,
      boolean accrue,
      boolean recalculateLevel,
      String currency,
      String touchPointId,
      Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "purchase_register";
    }
  }

  /**
   * Asks whether the application answers.
   *
   * @param text comes back as it is
   * @param failWith the code to be refused with; empty for none
   */
  record CheckConnection(String text, String failWith) implements Operation {
    @Override
    public String name() {
      return "check";
    }
  }

  /**
   * Removes bonuses for good.
   *
   * @param date for {@link Mode#ACCRUED_BEFORE}
   * @param amount for {@link Mode#AMOUNT}
   * @param dryRun whether to tell only
   */
  record Burn(
      Selector card,
      Mode mode,
      @Nullable LocalDate date,
      @Nullable BigDecimal amount,
      String currency,
      boolean dryRun,
      Reason reason)
      implements OnCard {

    /** Which bonuses. */
    public enum Mode {
      /** Those whose time is over. */
      EXPIRED_LOTS,
      /** Those earned before a day. */
      ACCRUED_BEFORE,
      /** So many of the spendable ones. */
      AMOUNT,
      ALL
    }

    @Override
    public String name() {
      return "burn";
    }
  }

  /**
   * Sets bonuses aside for a payment.
   *
   * @param payment what would be paid; every rule of payments holds
   * @param lifetimeMinutes null means as the program says
   */
  record HoldBonuses(Pay payment, @Nullable Integer lifetimeMinutes) implements OnCard {
    @Override
    public Selector card() {
      return payment.card();
    }

    @Override
    public String name() {
      return "hold";
    }
  }

  /** What ends a hold. */
  sealed interface OnHold extends Operation {
    String holdId();
  }

  /**
   * Charges a hold.
   *
   * @param amount null means all of it; otherwise the rest comes back
   */
  record CaptureHold(String holdId, @Nullable BigDecimal amount, String currency, Reason reason)
      implements OnHold {
    @Override
    public String name() {
      return "hold_capture";
    }
  }

  /** Gives the bonuses of a hold back. */
  record ReleaseHold(String holdId, Reason reason) implements OnHold {
    @Override
    public String name() {
      return "hold_release";
    }
  }

  /**
   * Reverses a transaction, or everything on the document.
   *
   * @param transactionId empty means the document
   * @param amount null means all that is left; of a document, the part of its sum that was returned
   * @param documentSum sum of the document before anything was returned
   * @param overspent null means as the program says
   */
  record Refund(
      String transactionId,
      @Nullable BigDecimal amount,
      @Nullable BigDecimal documentSum,
      String currency,
      @Nullable Overspent overspent,
      Reason reason)
      implements Operation {
    @Override
    public String name() {
      return "refund";
    }
  }

  /** Sets the rate. */
  record SetPercentage(Selector card, BigDecimal percentage, Reason reason) implements OnCard {
    @Override
    public String name() {
      return "percentage_set";
    }
  }

  /**
   * Raises or lowers the rate.
   *
   * @param limit how far at most; null means as far as the program allows
   * @param errorOnLimit whether to refuse instead of stopping at the limit
   */
  record StepPercentage(
      Selector card,
      boolean up,
      BigDecimal delta,
      @Nullable BigDecimal limit,
      boolean errorOnLimit,
      Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return up ? "percentage_increment" : "percentage_decrement";
    }
  }

  /**
   * Moves the card to a level.
   *
   * @param appliesItsRate whether the card gets the level's rate, too
   * @param lockUntil last day on which a recalculation leaves the level alone
   */
  record SetLevel(
      Selector card,
      String levelCode,
      boolean appliesItsRate,
      @Nullable LocalDate lockUntil,
      Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "level_set";
    }
  }

  /**
   * Moves the card to the level its purchases reach.
   *
   * @param allowDowngrade null means as the program says
   */
  record RecalculateLevel(Selector card, @Nullable Boolean allowDowngrade, Reason reason)
      implements OnCard {
    @Override
    public String name() {
      return "level_recalculate";
    }
  }

  /** Looks at the level again, because a period is over. */
  record ReviewLevel(Selector card) implements OnCard {
    @Override
    public String name() {
      return "level_review";
    }
  }

  /** Writes down what is due on a card that nobody touched. */
  record SettleCard(Selector card) implements OnCard {
    @Override
    public String name() {
      return "card_settle";
    }
  }

  /** What is about a deal of the portal. */
  sealed interface OnDeal extends OnCard {

    /** Empty means the document of the process. */
    String dealId();

    Reason reason();
  }

  /**
   * Lowers a deal's prices by as much as bonuses pay.
   *
   * @param payment what is paid; every rule of payments holds
   * @param proportional whether every row gets its share, otherwise the first rows get it all
   * @param changesSum whether a deal without products gets another sum, instead of being refused
   */
  record DiscountDealByAmount(Pay payment, String dealId, boolean proportional, boolean changesSum)
      implements OnDeal {
    @Override
    public Selector card() {
      return payment.card();
    }

    @Override
    public Reason reason() {
      return payment.reason();
    }

    @Override
    public String name() {
      return "deal_discount_amount";
    }
  }

  /**
   * Lowers a deal's prices by the card's rate.
   *
   * @param percent null means the card's rate
   * @param charges whether bonuses pay for the discount
   * @param documentSum null or zero means the caller does not know it
   * @param maxPercent null means as far as the program allows
   * @param combine what becomes of a discount that a row already has: {@code keep_larger}, {@code
   *     add} or {@code replace}
   */
  record DiscountDealByPercent(
      Selector card,
      String dealId,
      @Nullable BigDecimal percent,
      boolean charges,
      @Nullable BigDecimal documentSum,
      @Nullable BigDecimal maxPercent,
      String combine,
      Reason reason)
      implements OnDeal {
    @Override
    public String name() {
      return "deal_discount_percent";
    }
  }

  /**
   * Tells what came of a discount: it is charged, or what was set aside comes back.
   *
   * @param asked name of the operation that asked for it
   * @param first id of the command that did
   * @param holdId empty when nothing was set aside
   * @param applied whether the deal has the discount
   * @param failure code of the error catalogue when it has not
   * @param percent the rate that was applied; null when it was an amount
   * @param discount how much was taken off
   * @param rowsChanged how many rows have another price
   */
  record SettleDealDiscount(
      Selector card,
      String asked,
      String dealId,
      UUID first,
      String holdId,
      boolean applied,
      String failure,
      @Nullable BigDecimal percent,
      BigDecimal discount,
      BigDecimal sumBefore,
      BigDecimal sumAfter,
      int rowsChanged,
      Reason reason)
      implements OnDeal {

    /** What is added to the name of the operation that asked. */
    static final String SUFFIX = "_settle";

    @Override
    public String name() {
      return asked + SUFFIX;
    }
  }

  /**
   * A call that was refused before it could be decided; the answer is the refusal as a result.
   *
   * @param name the operation it would have become, empty when unknown
   * @param code of the error catalogue
   */
  record Refused(String name, String code, Map<String, String> parameters) implements Operation {
    public Refused {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * A moment as a person writes it: an instant, or a day whose start in the program's zone counts.
   */
  record DayOrInstant(@Nullable LocalDate day, @Nullable Instant instant) {

    Instant in(ZoneId zone) {
      return day == null
          ? Objects.requireNonNull(instant, "neither day nor instant")
          : day.atStartOfDay(zone).toInstant();
    }

    /** The first instant that is later: a day lasts until it is over. */
    Instant after(ZoneId zone) {
      return day == null
          ? in(zone).plusMillis(1)
          : new DayOrInstant(day.plusDays(1), null).in(zone);
    }
  }
}
