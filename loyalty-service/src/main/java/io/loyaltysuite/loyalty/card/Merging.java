package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.AffiliateSet;
import io.loyaltysuite.loyalty.card.Change.CardDeleted;
import io.loyaltysuite.loyalty.card.Change.LevelChanged;
import io.loyaltysuite.loyalty.card.Operation.MergeCards;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.NoCard;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes one card of two of the same client. The one that stays takes over lots, purchases and
 * whatever led to the other, keeps its own rate, and its level unless the purchases of both reach a
 * higher one.
 */
final class Merging {

  private static final String REASON = "card.merge";

  private final MergeCards merge;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;

  Merging(MergeCards merge, Draft draft, Situation now, Checks checks) {
    this.merge = merge;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
  }

  static Set<Key> facts(MergeCards merge, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>(Selecting.keys(merge.from()));
    keys.add(Found.key(cardId));
    keys.add(Holder.key(cardId));
    keys.addAll(Qualifying.facts(command, cardId, settings));
    return keys;
  }

  /** What is asked about the other card, and who brought either of them. */
  static Set<Key> further(
      MergeCards merge, Command command, UUID cardId, Lookups lookups, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>();
    if (selected(merge, command, lookups) instanceof CardSelected(var from)) {
      keys.addAll(Handover.facts(from));
      keys.addAll(Qualifying.facts(command, from, settings));
      keys.addAll(Referrers.replacements(cardId, lookups));
      keys.addAll(Referrers.replacements(from, lookups));
      keys.addAll(Referrers.above(cardId, 1, lookups).asked());
      keys.addAll(Referrers.above(from, SettingAffiliate.MAX_CHAIN, lookups).asked());
    }
    return keys;
  }

  static List<UUID> others(MergeCards merge, Command command, UUID cardId, Lookups lookups) {
    return selected(merge, command, lookups) instanceof CardSelected(var from)
            && !from.equals(cardId)
        ? List.of(from)
        : List.of();
  }

  private static Selection selected(MergeCards merge, Command command, Lookups lookups) {
    return Selecting.select(merge.from(), lookups, command.language());
  }

  Decision decide() {
    if (card.status() == CardStatus.DELETED) {
      checks.add(Rejection.CARD_DELETED, Map.of("card", card.number()));
    }
    Optional<Draft> from = from();
    from.map(Draft::account).ifPresent(this::check);
    return checks.passed() ? merged(from.orElseThrow()) : now.reject(card, checks);
  }

  private Optional<Draft> from() {
    return switch (selected(merge, now.command(), now.lookups())) {
      case CardSelected(var id) when id.equals(card.cardId()) -> {
        requireAnother(card);
        yield Optional.empty();
      }
      case CardSelected(var id) ->
          Optional.of(Draft.ofOther(now, now.cards().other(id).orElseThrow()));
      case SelectionRefused(var rejection, var about) -> {
        checks.add(rejection, about);
        yield Optional.empty();
      }
      case NoCard _ -> throw new IllegalStateException("no card selected for " + merge);
    };
  }

  private void requireAnother(Account same) {
    checks.add(
        Rejection.INPUT_INVALID, Map.of("field", "from_card_number", "value", same.number()));
  }

  private void check(Account from) {
    boolean gone = card.status() == CardStatus.DELETED || from.status() == CardStatus.DELETED;
    if (from.status() == CardStatus.DELETED) {
      checks.add(Rejection.CARD_DELETED, Map.of("card", from.number()));
    }
    if (isReplaced(card) || isReplaced(from)) {
      now.requireActive(isReplaced(card) ? card : from, checks);
    } else if (!gone && latest(card).equals(latest(from))) {
      // The purchases of one are among those of the other.
      requireAnother(from);
    }
    Deleting.requireNoHolds(from, now, checks);
    new AmountChecks(now, checks).sameCurrency(from.currency().getCurrencyCode(), card.currency());
  }

  /** Whether another card stands for this one, which nobody put to use again. */
  private boolean isReplaced(Account account) {
    return account.status() == CardStatus.BLOCKED && !latest(account).equals(account.cardId());
  }

  private UUID latest(Account account) {
    return Referrers.latest(account.cardId(), now.lookups());
  }

  private Decision merged(Draft from) {
    Account gone = from.account();
    Reason given = Situation.reason(merge.reason(), now.command().context());
    Reason reason = new Reason(given.id(), REASON, given.comment());
    Money moved = gone.balance().plus(gone.pending());
    Reach counts = new Qualifying(now).of(card, gone);
    Handover handover = new Handover(from, draft, now);
    handover.move(reason, card.terms(), now.settings().accrual().maxOpenLots());
    boolean raised = level(counts, reason);
    List<Claim> claims = new ArrayList<>(referrer(gone, reason));
    add(from, new CardDeleted(), reason);
    claims.addAll(handover.claims());
    claims.addAll(leadingHere(gone));
    Turnover turnover = draft.account().turnover();
    Returned returned =
        new Returned(now.command())
            .with("from_card_number", gone.number())
            .with("moved_amount", moved)
            .with("moved_lots", Integer.toString(gone.lots().size()))
            .with("purchases_count", Long.toString(turnover.count()))
            .with("purchases_sum", turnover.sum())
            .with("level_changed", Wording.flag(raised))
            .with(draft.account());
    return now.accept(List.of(from, draft), claims, returned, sentence(gone, moved, raised));
  }

  private void add(Draft to, Change change, Reason reason) {
    to.add(change, BigDecimal.ZERO, reason, null, now.effectiveAt());
  }

  /** A merge only ever raises a level; a ladder that is unsound raises nothing. */
  private boolean level(Reach counts, Reason reason) {
    Optional<LevelChanged> due =
        now.settings().ladder().isSound()
            ? Leveling.due(draft.account(), counts, now.settings(), now.effectiveAt(), false)
            : Optional.empty();
    due.ifPresent(change -> add(draft, change, reason));
    return due.isPresent();
  }

  /** Whoever brought the other card brought this one, unless somebody else did. */
  private List<Claim> referrer(Account gone, Reason reason) {
    String before = card.affiliateCardNumber();
    boolean broughtByTheOther =
        Referrers.above(card.cardId(), 1, now.lookups()).chain().stream()
            .anyMatch(each -> each.cardId().equals(gone.cardId()));
    if (!before.isEmpty() && !broughtByTheOther) {
      return List.of();
    }
    Optional<Referrer> theirs = referrerOf(gone);
    String after = theirs.map(Referrer::number).orElse("");
    if (!after.equals(before)) {
      add(draft, new AffiliateSet(before, after), reason);
    }
    return theirs
        .map(each -> List.of(new Claim(Referrer.key(card.cardId()), each.text())))
        .orElse(List.of());
  }

  /** Nobody, when the chain leads back to one of the two. */
  private Optional<Referrer> referrerOf(Account gone) {
    Referrers above = Referrers.above(gone.cardId(), SettingAffiliate.MAX_CHAIN, now.lookups());
    boolean leadsBack =
        above.circular()
            || above.chain().size() == SettingAffiliate.MAX_CHAIN
            || above.chain().stream().anyMatch(each -> each.cardId().equals(card.cardId()));
    return leadsBack || gone.affiliateCardNumber().isEmpty()
        ? Optional.empty()
        : above.chain().stream().findFirst();
  }

  /** What led to the other card leads to this one, also when this one is given up some day. */
  private List<Claim> leadingHere(Account gone) {
    Lookups lookups = now.lookups();
    Found stays = found(card);
    List<Claim> claims =
        new ArrayList<>(
            Holder.of(card.cardId(), lookups)
                .with(Holder.of(gone.cardId(), lookups), found(gone).keys(gone.externalId()))
                .claims(stays));
    if (!latest(card).equals(card.cardId())) {
      // It was replaced once and is in use again: from now on it stands for itself.
      claims.add(
          new Claim(
              Referrers.replacement(card.cardId()),
              new Referrer(card.cardId(), card.number()).text()));
    }
    return claims;
  }

  private Found found(Account account) {
    return Found.parse(now.lookups().of(Found.key(account.cardId())).getFirst());
  }

  private String sentence(Account gone, Money moved, boolean raised) {
    Wording wording = now.wording();
    String done =
        wording
            .pick(
                "Карта %s объединена с картой %s: перенесено %s, прежняя карта удалена.",
                "Card %s merged into card %s: %s moved, the former is deleted.")
            .formatted(gone.number(), card.number(), wording.money(moved));
    return raised
        ? done
            + wording
                .pick(" Новый уровень: «%s».", " New level: %s.")
                .formatted(levelName(draft.account().levelCode()))
        : done;
  }

  private String levelName(String code) {
    return now.settings().ladder().level(code).map(Level::name).orElse(code);
  }
}
