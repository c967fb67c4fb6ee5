package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.AccrualReversed;
import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Change.Burned;
import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.Expired;
import io.loyaltysuite.loyalty.card.Change.Held;
import io.loyaltysuite.loyalty.card.Change.HoldCaptured;
import io.loyaltysuite.loyalty.card.Change.HoldReleased;
import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Change.MovedOut;
import io.loyaltysuite.loyalty.card.Change.Paid;
import io.loyaltysuite.loyalty.card.Change.PaymentReversed;
import io.loyaltysuite.loyalty.card.Change.Purchased;
import io.loyaltysuite.loyalty.card.Key.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as the index knows it: what moved, from or into which lots, and how much of it was
 * reversed since. One row for the movement, one per lot, one per reversal.
 *
 * @param amount how many bonuses moved, without a sign
 * @param document the document it belongs to, or empty
 * @param reversed how much of it was taken back
 */
record Movement(
    UUID transactionId,
    Sort sort,
    UUID cardId,
    BigDecimal amount,
    String document,
    List<Part> parts,
    BigDecimal reversed) {

  /** What moved. */
  enum Sort {
    ACCRUED,
    PAID,
    /** Expired bonuses and reversals, which cannot be reversed themselves. */
    FINAL
  }

  /**
   * The part of a movement that concerns one lot, with the lot's dates at that time.
   *
   * @param expiresAt null means never
   */
  record Part(
      UUID lotId,
      BigDecimal amount,
      Instant earnedAt,
      Instant availableFrom,
      @Nullable Instant expiresAt) {

    /** What is left of a lot. */
    static Part of(Lot lot) {
      return new Part(
          lot.id(), lot.remaining().amount(), lot.earnedAt(), lot.availableFrom(), lot.expiresAt());
    }
  }

  private static final String LOT = "lot";
  private static final String REVERSED = "reversed";

  BigDecimal rest() {
    return amount.subtract(reversed);
  }

  static Key key(UUID transactionId) {
    return new Key(Kind.TRANSACTION, transactionId.toString());
  }

  /** Reads what {@link #claims} and {@link #reversal} wrote. */
  static Movement of(UUID transactionId, List<String> rows) {
    List<Part> parts = new ArrayList<>();
    BigDecimal reversed = BigDecimal.ZERO;
    Movement movement = null;
    for (String row : rows) {
      String[] in = row.split("\\|", -1);
      switch (in[0]) {
        case LOT -> parts.add(part(in));
        case REVERSED -> reversed = reversed.add(new BigDecimal(in[1]));
        default -> movement = movement(transactionId, row);
      }
    }
    if (movement == null) {
      throw new IllegalStateException("transaction " + transactionId + ": " + rows);
    }
    return new Movement(
        transactionId,
        movement.sort,
        movement.cardId,
        movement.amount,
        movement.document,
        List.copyOf(parts),
        reversed);
  }

  private static Movement movement(UUID transactionId, String row) {
    String[] in = row.split("\\|", 4);
    return new Movement(
        transactionId,
        Sort.valueOf(in[0]),
        UUID.fromString(in[1]),
        new BigDecimal(in[2]),
        in[3],
        List.of(),
        BigDecimal.ZERO);
  }

  private static Part part(String[] in) {
    return new Part(
        UUID.fromString(in[2]),
        new BigDecimal(in[3]),
        Instant.parse(in[4]),
        Instant.parse(in[5]),
        in[6].isEmpty() ? null : Instant.parse(in[6]));
  }

  /** What the index must know about an entry, so that it can be reversed later. */
  static List<Claim> claims(Account before, Entry entry, String document) {
    return switch (entry.change()) {
      case Accrued accrued -> accrued(accrued, entry, document);
      case Paid paid -> paid(paid, before, entry);
      case MovedIn _ when entry.transactionId() == null -> List.of();
      case Expired _, Burned _, PaymentReversed _, AccrualReversed _, MovedOut _, MovedIn _ ->
          List.of(claim(entry, Sort.FINAL, entry.amount().abs(), ""));
      case Held held -> held(held, entry, new HoldState(entry.cardId(), HoldState.Stage.OPEN));
      case HoldCaptured captured -> captured(captured, before, entry);
      case HoldReleased released -> released(released, before);
      case Purchased purchased -> OnDocument.claims(purchased, entry.cardId());
      default -> List.of();
    };
  }

  private static List<Claim> accrued(Accrued accrued, Entry entry, String document) {
    List<Claim> claims = new ArrayList<>();
    claims.add(claim(entry, Sort.ACCRUED, accrued.value(), document));
    Part part =
        new Part(
            accrued.lotId(),
            accrued.value(),
            entry.at(),
            accrued.availableFrom(),
            accrued.expiresAt());
    claims.add(claim(entry, 0, part));
    claims.addAll(OnDocument.claims(document, entry.cardId(), transaction(entry)));
    return claims;
  }

  private static List<Claim> paid(Paid paid, Account before, Entry entry) {
    List<Claim> claims = new ArrayList<>();
    claims.add(claim(entry, Sort.PAID, entry.amount().abs(), paid.document()));
    for (Charge charge : paid.charges()) {
      Lot lot = Lots.withId(before.lots(), charge.lotId()).orElseThrow();
      Part part =
          new Part(lot.id(), charge.amount(), lot.earnedAt(), lot.availableFrom(), lot.expiresAt());
      claims.add(claim(entry, claims.size(), part));
    }
    claims.addAll(OnDocument.claims(paid.document(), entry.cardId(), transaction(entry)));
    return claims;
  }

  /** A hold counts as paid until it ends. */
  private static List<Claim> held(Held held, Entry entry, HoldState state) {
    List<Claim> claims = new ArrayList<>();
    claims.add(state.claim(held.holdId()));
    claims.addAll(paidPart(held.document(), entry.amount().negate(), held.holdId(), "held"));
    return claims;
  }

  private static List<Claim> captured(HoldCaptured captured, Account before, Entry entry) {
    Hold hold = before.hold(captured.holdId());
    List<Claim> claims = new ArrayList<>();
    claims.add(new HoldState(entry.cardId(), HoldState.Stage.CAPTURED).claim(hold.id()));
    claims.add(claim(entry, Sort.PAID, captured.amount(), hold.document()));
    BigDecimal rest = captured.amount();
    for (Lot lot : hold.lots()) {
      BigDecimal taken = lot.remaining().amount().min(rest);
      rest = rest.subtract(taken);
      if (taken.signum() > 0) {
        Part part = new Part(lot.id(), taken, lot.earnedAt(), lot.availableFrom(), lot.expiresAt());
        claims.add(claim(entry, claims.size(), part));
      }
    }
    claims.addAll(OnDocument.claims(hold.document(), entry.cardId(), transaction(entry)));
    BigDecimal back = hold.amount().amount().subtract(captured.amount());
    claims.addAll(paidPart(hold.document(), back.negate(), hold.id(), "captured"));
    return claims;
  }

  private static List<Claim> released(HoldReleased released, Account before) {
    Hold hold = before.hold(released.holdId());
    HoldState.Stage stage = released.expired() ? HoldState.Stage.EXPIRED : HoldState.Stage.RELEASED;
    List<Claim> claims = new ArrayList<>();
    claims.add(new HoldState(before.cardId(), stage).claim(hold.id()));
    claims.addAll(
        paidPart(hold.document(), hold.amount().amount().negate(), hold.id(), "released"));
    return claims;
  }

  private static List<Claim> paidPart(
      String document, BigDecimal amount, UUID holdId, String what) {
    return document.isEmpty() || amount.signum() == 0
        ? List.of()
        : List.of(new Claim(PaidPart.key(document), plain(amount) + "|" + holdId + "/" + what));
  }

  private static Claim claim(Entry entry, Sort sort, BigDecimal amount, String document) {
    String text = String.join("|", sort.name(), entry.cardId().toString(), plain(amount), document);
    return new Claim(key(transaction(entry)), text);
  }

  private static Claim claim(Entry entry, int number, Part part) {
    Instant end = part.expiresAt();
    String text =
        String.join(
            "|",
            LOT,
            Integer.toString(number),
            part.lotId().toString(),
            plain(part.amount()),
            part.earnedAt().toString(),
            part.availableFrom().toString(),
            end == null ? "" : end.toString());
    return new Claim(key(transaction(entry)), text);
  }

  /** That so much of this movement was taken back. */
  Claim reversal(BigDecimal back, UUID reversalId) {
    return new Claim(
        key(transactionId), String.join("|", REVERSED, plain(back), reversalId.toString()));
  }

  private static UUID transaction(Entry entry) {
    UUID id = entry.transactionId();
    if (id == null) {
      throw new IllegalStateException("no transaction: " + entry);
    }
    return id;
  }

  private static String plain(BigDecimal amount) {
    return amount.toPlainString();
  }
}
