package io.loyaltysuite.loyalty.card;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an entry did to its card; {@link ChangeText} gives it a text form for events and tables. */
public sealed interface Change {

  /** First entry of every card. */
  record CardIssued(
      String number,
      String barcode,
      String externalId,
      String contactId,
      Currency currency,
      CardStatus status,
      String blockReason,
      BigDecimal percentage,
      String levelCode,
      String affiliateCardNumber)
      implements Change {}

  record CardBlocked(String blockReason, @Nullable Instant until) implements Change {}

  record CardUnblocked() implements Change {}

  /** The card is closed for good; no entry follows that would move bonuses. */
  record CardDeleted() implements Change {}

  /** A temporary block ended by itself. */
  record BlockEnded() implements Change {}

  /**
   * A purchase was counted.
   *
   * @param sum what it adds to the turnover: the part paid with money
   */
  record Purchased(
      String purchaseId, BigDecimal sum, Instant purchasedAt, String document, String touchPointId)
      implements Change {}

  /** A person set the rate; levels leave it alone from now on. */
  record PercentageChanged(BigDecimal from, BigDecimal to) implements Change {}

  /**
   * It was written down who brought the holder.
   *
   * @param from number of the referrer's card before, empty for none
   */
  record AffiliateSet(String from, String to) implements Change {}

  /**
   * The card moved to another level, or its lock or rate came to differ.
   *
   * @param from the level before, empty for none
   */
  record LevelChanged(String from, Terms to) implements Change {}

  /**
   * Bonuses came in: a new lot, or more of an open one.
   *
   * @param value how many; the entry's amount is zero while they are pending
   */
  record Accrued(
      UUID lotId,
      BigDecimal value,
      Instant availableFrom,
      @Nullable Instant expiresAt,
      String touchPointId)
      implements Change {}

  /** Pending lots of one date became spendable. */
  record Activated(List<UUID> lotIds) implements Change {
    public Activated {
      lotIds = List.copyOf(lotIds);
    }
  }

  /** What was left of a lot is gone. */
  record Expired(UUID lotId) implements Change {}

  /** Bonuses were charged. */
  record Paid(List<Charge> charges, String document, String touchPointId) implements Change {
    public Paid {
      charges = List.copyOf(charges);
    }
  }

  /** Bonuses of a payment came back. */
  record PaymentReversed(UUID transactionId, List<Restored> lots, String document)
      implements Change {
    public PaymentReversed {
      lots = List.copyOf(lots);
    }
  }

  /**
   * Where bonuses came back: more of an open lot, or a lot opened again.
   *
   * @param expiresAt of the lot from now on; null means never
   */
  record Restored(
      UUID lotId,
      BigDecimal amount,
      Instant earnedAt,
      Instant availableFrom,
      @Nullable Instant expiresAt) {}

  /** Bonuses were set aside. */
  record Held(
      UUID holdId, List<Charge> charges, Instant expiresAt, String document, String touchPointId)
      implements Change {
    public Held {
      charges = List.copyOf(charges);
    }
  }

  /**
   * A hold was charged.
   *
   * @param amount how much of it
   * @param lots where the rest came back
   */
  record HoldCaptured(UUID holdId, BigDecimal amount, List<Restored> lots) implements Change {
    public HoldCaptured {
      lots = List.copyOf(lots);
    }
  }

  /**
   * All bonuses of a hold came back.
   *
   * @param expired whether by itself, because its time was over
   */
  record HoldReleased(UUID holdId, List<Restored> lots, boolean expired) implements Change {
    public HoldReleased {
      lots = List.copyOf(lots);
    }
  }

  /** Bonuses are gone because somebody wanted so. */
  record Burned(List<Charge> charges) implements Change {
    public Burned {
      charges = List.copyOf(charges);
    }
  }

  /** Everything on the card went to another one of its client. */
  record MovedOut(UUID toCardId, List<Charge> charges) implements Change {
    public MovedOut {
      charges = List.copyOf(charges);
    }
  }

  /**
   * The card took over what another one had.
   *
   * @param lots where the other's bonuses came: lots with their ids and dates, or a lot that was
   *     open here
   * @param terms what the card earns by from now on
   * @param turnover purchases of the other, which count here beside the card's own
   * @param lastPurchasedAt when the last of them was made; null when there is none
   */
  record MovedIn(
      UUID fromCardId,
      List<Restored> lots,
      Terms terms,
      Turnover turnover,
      @Nullable Instant lastPurchasedAt)
      implements Change {
    public MovedIn {
      lots = List.copyOf(lots);
    }
  }

  /** Earned bonuses were taken back. */
  record AccrualReversed(UUID transactionId, List<Charge> charges, String document)
      implements Change {
    public AccrualReversed {
      charges = List.copyOf(charges);
    }
  }

  /**
   * A purchase, or a part of it, no longer counts.
   *
   * @param last whether nothing of it counts any more
   */
  record PurchaseReduced(String purchaseId, BigDecimal sum, boolean last) implements Change {}

  /** What was taken from one lot. */
  record Charge(UUID lotId, BigDecimal amount) {}
}
