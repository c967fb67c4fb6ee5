package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.AccrualReversed;
import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Change.Activated;
import io.loyaltysuite.loyalty.card.Change.AffiliateSet;
import io.loyaltysuite.loyalty.card.Change.BlockEnded;
import io.loyaltysuite.loyalty.card.Change.Burned;
import io.loyaltysuite.loyalty.card.Change.CardBlocked;
import io.loyaltysuite.loyalty.card.Change.CardDeleted;
import io.loyaltysuite.loyalty.card.Change.CardIssued;
import io.loyaltysuite.loyalty.card.Change.CardUnblocked;
import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.Expired;
import io.loyaltysuite.loyalty.card.Change.Held;
import io.loyaltysuite.loyalty.card.Change.HoldCaptured;
import io.loyaltysuite.loyalty.card.Change.HoldReleased;
import io.loyaltysuite.loyalty.card.Change.LevelChanged;
import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Change.MovedOut;
import io.loyaltysuite.loyalty.card.Change.Paid;
import io.loyaltysuite.loyalty.card.Change.PaymentReversed;
import io.loyaltysuite.loyalty.card.Change.PercentageChanged;
import io.loyaltysuite.loyalty.card.Change.PurchaseReduced;
import io.loyaltysuite.loyalty.card.Change.Purchased;
import io.loyaltysuite.loyalty.card.Change.Restored;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each kind of entry does to an account; refuses entries that do not follow from it. */
final class Fold {

  private final Account account;
  private final Entry entry;
  private final List<Lot> lots;
  private final List<Hold> holds;

  private CardStatus status;
  private String blockReason;
  private @Nullable Instant blockedUntil;
  private Terms terms;
  private String affiliate;
  private Money held;
  private Money pending;
  private Turnover turnover;

  private Fold(Account account, Entry entry) {
    this.account = account;
    this.entry = entry;
    this.lots = new ArrayList<>(account.lots());
    this.status = account.status();
    this.blockReason = account.blockReason();
    this.blockedUntil = account.blockedUntil();
    this.terms = account.terms();
    this.affiliate = account.affiliateCardNumber();
    this.holds = new ArrayList<>(account.holds());
    this.held = account.held();
    this.pending = account.pending();
    this.turnover = account.turnover();
  }

  static Account apply(@Nullable Account account, Entry entry) {
    if (account == null) {
      return issued(entry);
    }
    check(account, entry);
    Fold fold = new Fold(account, entry);
    fold.take(entry.change());
    return fold.next();
  }

  private static Account issued(Entry entry) {
    if (!(entry.change() instanceof CardIssued card)) {
      throw new IllegalStateException("first entry: " + entry + " (expected: card_issued)");
    }
    expect("seq", entry.seq(), 1L);
    Money zero = Money.zero(card.currency());
    return new Account(
        entry.cardId(),
        card.number(),
        card.barcode(),
        card.externalId(),
        card.contactId(),
        card.status(),
        card.blockReason(),
        null,
        Terms.issued(card.percentage(), card.levelCode()),
        card.affiliateCardNumber(),
        zero,
        zero,
        zero,
        new Turnover(0, zero),
        List.of(),
        List.of(),
        entry.seq(),
        entry.at(),
        entry.at(),
        entry.at());
  }

  private static void check(Account account, Entry entry) {
    expect("card", entry.cardId(), account.cardId());
    expect("seq", entry.seq(), account.seq() + 1);
    if (entry.at().isBefore(account.lastEffectiveAt())) {
      throw new IllegalStateException(
          "time: " + entry.at() + " (expected: not before " + account.lastEffectiveAt() + ")");
    }
  }

  private void take(Change change) {
    switch (change) {
      case CardIssued _ -> throw new IllegalStateException("card issued twice: " + entry);
      case CardBlocked(var reason, var until) -> {
        status = CardStatus.BLOCKED;
        blockReason = reason;
        blockedUntil = until;
      }
      case CardUnblocked _, BlockEnded _ -> {
        status = CardStatus.ACTIVE;
        blockReason = "";
        blockedUntil = null;
      }
      case CardDeleted _ -> {
        status = CardStatus.DELETED;
        blockReason = "";
        blockedUntil = null;
      }
      case Purchased purchased ->
          turnover =
              new Turnover(turnover.count() + 1, turnover.sum().plus(money(purchased.sum())));
      case PercentageChanged(var from, var to) -> {
        expect("percentage", from, terms.percentage());
        terms = terms.withManual(to);
      }
      case AffiliateSet(var from, var to) -> {
        expect("referrer", from, affiliate);
        affiliate = to;
      }
      case LevelChanged(var from, var to) -> {
        expect("level", from, terms.levelCode());
        terms = to;
      }
      case Accrued accrued -> take(accrued);
      case Activated(var ids) -> ids.forEach(id -> pending = pending.minus(lot(id).remaining()));
      case Expired(var id) -> expire(lot(id));
      case Paid paid -> paid.charges().forEach(this::charge);
      case Held held -> hold(held);
      case HoldCaptured(var id, _, var back) -> end(account.hold(id), back);
      case HoldReleased(var id, var back, _) -> end(account.hold(id), back);
      case PaymentReversed back -> back.lots().forEach(this::restore);
      case Burned(var charges) -> charges.forEach(this::charge);
      case MovedOut(_, var charges) -> charges.forEach(this::charge);
      case MovedIn moved -> moveIn(moved);
      case AccrualReversed back -> back.charges().forEach(this::charge);
      case PurchaseReduced reduced ->
          turnover =
              new Turnover(
                  turnover.count() - (reduced.last() ? 1 : 0),
                  turnover.sum().minus(money(reduced.sum())));
    }
  }

  private void take(Accrued accrued) {
    Money value = money(accrued.value());
    if (accrued.availableFrom().isAfter(entry.at())) {
      pending = pending.plus(value);
    }
    int open = indexOf(accrued.lotId());
    if (open >= 0) {
      lots.set(open, lots.get(open).plus(value, accrued.expiresAt()));
    } else {
      lots.add(
          new Lot(
              accrued.lotId(),
              value,
              value,
              entry.at(),
              accrued.availableFrom(),
              accrued.expiresAt()));
    }
    lots.sort(Lot.SPENDING_ORDER);
  }

  private void hold(Held taken) {
    List<Lot> parts = new ArrayList<>();
    for (Charge charge : taken.charges()) {
      parts.add(lot(charge.lotId()).only(money(charge.amount())));
      charge(charge);
    }
    Hold hold =
        new Hold(taken.holdId(), parts, taken.expiresAt(), taken.document(), taken.touchPointId());
    holds.add(hold);
    held = held.plus(hold.amount());
  }

  private void end(Hold hold, List<Restored> back) {
    holds.remove(hold);
    held = held.minus(hold.amount());
    back.forEach(this::restore);
  }

  private void moveIn(MovedIn moved) {
    terms = moved.terms();
    turnover = turnover.plus(moved.turnover());
    for (Restored lot : moved.lots()) {
      restore(lot);
      if (lot.availableFrom().isAfter(entry.at())) {
        pending = pending.plus(money(lot.amount()));
      }
    }
  }

  private void restore(Restored lot) {
    Lots.restore(lots, lot, account.currency());
  }

  private void expire(Lot lot) {
    if (lot.availableFrom().isAfter(entry.at())) {
      pending = pending.minus(lot.remaining());
    }
    lots.remove(lot);
  }

  private void charge(Charge charge) {
    int index = indexOf(charge.lotId());
    Lot left = lot(charge.lotId()).minus(money(charge.amount()));
    if (left.availableFrom().isAfter(entry.at())) {
      pending = pending.minus(money(charge.amount()));
    }
    if (left.remaining().isNegative()) {
      throw new IllegalStateException("lot " + left.id() + " has too little for " + charge);
    }
    if (left.remaining().isZero()) {
      lots.remove(index);
    } else {
      lots.set(index, left);
    }
  }

  private Account next() {
    Money balance = account.balance().plus(money(entry.amount()));
    expect("balance after", money(entry.balanceAfter()), balance);
    return new Account(
        account.cardId(),
        account.number(),
        account.barcode(),
        account.externalId(),
        account.contactId(),
        status,
        blockReason,
        blockedUntil,
        terms,
        affiliate,
        balance,
        held,
        pending,
        turnover,
        lots,
        holds,
        entry.seq(),
        entry.at(),
        account.createdAt(),
        entry.at());
  }

  private Money money(BigDecimal amount) {
    return new Money(amount, account.currency());
  }

  private Lot lot(UUID id) {
    int index = indexOf(id);
    if (index < 0) {
      throw new IllegalStateException("lot " + id + " is not open: " + entry);
    }
    return lots.get(index);
  }

  private int indexOf(UUID id) {
    for (int i = 0; i < lots.size(); i++) {
      if (lots.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  private static void expect(String what, Object got, Object expected) {
    if (!got.equals(expected)) {
      throw new IllegalStateException(what + ": " + got + " (expected: " + expected + ")");
    }
  }
}
