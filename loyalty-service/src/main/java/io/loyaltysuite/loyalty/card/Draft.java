package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Activated;
import io.loyaltysuite.loyalty.card.Change.BlockEnded;
import io.loyaltysuite.loyalty.card.Change.CardIssued;
import io.loyaltysuite.loyalty.card.Change.Expired;
import io.loyaltysuite.loyalty.card.Change.HoldReleased;
import io.loyaltysuite.loyalty.card.Change.Restored;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.schemas.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one decision as they are written down, and the account they lead to.
 *
 * <p>A draft begins with what is due: lots that became spendable or expired, holds whose time is
 * over, a block that ended since the card was last written. Entries of a decision that turns out to
 * be a refusal or a mere look are simply not used.
 */
final class Draft {

  private final UUID commandId;
  private final String names;
  private final String document;
  private final Settings settings;
  private final SpendingDay today;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();

  private @Nullable Account account;

  private Draft(Situation now, @Nullable Account account, String names) {
    this(now, account, now.command().context().document(), names);
  }

  private Draft(Situation now, @Nullable Account account, String document, String names) {
    this(
        now.command().id(),
        account,
        document,
        names,
        now.settings(),
        new SpendingDay(now.command().receivedAt(), now.settings()));
  }

  private Draft(
      UUID commandId,
      @Nullable Account account,
      String document,
      String names,
      Settings settings,
      SpendingDay today) {
    this.names = names;
    this.commandId = commandId;
    this.document = document;
    this.settings = settings;
    this.today = today;
    this.account = account;
  }

  /** For somebody who only looks: the entries belong to no command. */
  static Account settled(Account account, Settings settings, Instant at) {
    SpendingDay today = new SpendingDay(at, settings);
    Draft draft = new Draft(account.cardId(), account, "", "entry/", settings, today);
    draft.settle(at);
    return draft.account();
  }

  static Draft ofNewCard(Situation now) {
    return new Draft(now, null, "entry/");
  }

  /** A card that comes into being beside the selected one. */
  static Draft ofAnotherNewCard(Situation now) {
    return new Draft(now, null, "another/entry/");
  }

  static Draft settled(Situation now, Account account) {
    return settled(new Draft(now, account, "entry/"), now);
  }

  /** Of a card that the command leads to; what moves on it does not stand on the document. */
  static Draft ofOther(Situation now, Account account) {
    return settled(new Draft(now, account, "", account.cardId() + "/entry/"), now);
  }

  private static Draft settled(Draft draft, Situation now) {
    draft.settle(now.effectiveAt());
    return draft;
  }

  /** Writes what is due. */
  void settle(Instant effectiveAt) {
    while (settleNext(effectiveAt)) {
      // One date after the other: the state between two of them decides what follows.
    }
  }

  Account account() {
    return Objects.requireNonNull(account, "the card has no entry yet");
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** What the entries must leave in the index, so that they can be reversed and are counted. */
  List<Claim> claims() {
    return List.copyOf(claims);
  }

  /** Adds an entry with the next id and seq, and applies it. */
  Draft add(
      Change change, BigDecimal amount, Reason reason, @Nullable UUID transactionId, Instant at) {
    Account before = account;
    Money balance = before == null ? Money.zero(currencyOf(change)) : before.balance();
    Money effect = new Money(amount, balance.currency());
    Entry entry =
        new Entry(
            Ids.derived(commandId, names + (entries.size() + 1)),
            before == null ? cardId(commandId) : before.cardId(),
            before == null ? 1 : before.seq() + 1,
            at,
            effect.amount(),
            balance.plus(effect).amount(),
            transactionId,
            reason,
            change);
    account = Account.apply(before, entry);
    entries.add(entry);
    if (before != null) {
      claims.addAll(Movement.claims(before, entry, document));
      claims.addAll(today.claims(before, entry));
    }
    return this;
  }

  static UUID cardId(UUID commandId) {
    return Ids.derived(commandId, "card");
  }

  private static Currency currencyOf(Change first) {
    if (first instanceof CardIssued issued) {
      return issued.currency();
    }
    throw new IllegalStateException("first change: " + first + " (expected: card_issued)");
  }

  private boolean settleNext(Instant effectiveAt) {
    Account now = account();
    Due next = Due.next(now);
    if (next == null || next.at().isAfter(effectiveAt)) {
      return false;
    }
    Instant due = next.at();
    List<Lot> activated =
        now.lots().stream()
            .filter(l -> Due.isPending(l, now) && l.availableFrom().equals(due))
            .toList();
    if (!activated.isEmpty()) {
      activate(activated, due);
    }
    account().holds().stream().filter(hold -> hold.expiredAt(due)).forEach(h -> giveBack(h, due));
    account().lots().stream().filter(l -> l.expiredAt(due)).forEach(l -> expire(l, due));
    if (due.equals(now.blockedUntil())) {
      add(new BlockEnded(), BigDecimal.ZERO, due("card.block_ended"), null, due);
    }
    return true;
  }

  private void activate(List<Lot> lots, Instant at) {
    BigDecimal sum =
        lots.stream().map(l -> l.remaining().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<UUID> ids = lots.stream().map(Lot::id).toList();
    add(new Activated(ids), sum, due("bonus.activation"), null, at);
  }

  private void giveBack(Hold hold, Instant at) {
    List<Restored> lots =
        new Restoring(account(), settings, at, Restoring.freshLot(hold)).back(hold, hold.amount());
    HoldReleased released = new HoldReleased(hold.id(), lots, true);
    add(released, hold.amount().amount(), due("hold.expired"), null, at);
  }

  private void expire(Lot lot, Instant at) {
    BigDecimal burned = lot.remaining().amount().negate();
    UUID transaction = Ids.derived(lot.id(), "expired");
    add(new Expired(lot.id()), burned, due("bonus.burn"), transaction, at);
  }

  private static Reason due(String code) {
    return new Reason("", code, "");
  }
}
