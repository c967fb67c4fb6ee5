package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.CardBlocked;
import io.loyaltysuite.loyalty.card.Change.CardDeleted;
import io.loyaltysuite.loyalty.card.Change.CardIssued;
import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.card.Operation.ReplaceCard;
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
 * Puts a new card of the same client into the place of another: lots, rate, level, turnover and
 * referrer go over, the history stays where it happened.
 */
final class Replacing {

  private static final String REASON = "card.transfer";

  private final ReplaceCard replace;
  private final Draft old;
  private final Situation now;
  private final Checks checks;
  private final Account card;

  Replacing(ReplaceCard replace, Draft draft, Situation now, Checks checks) {
    this.replace = replace;
    this.old = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
  }

  static Set<Key> facts(ReplaceCard replace, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>(Handover.facts(cardId));
    for (String number : numbers(replace, command, settings)) {
      keys.add(new Key(Kind.CARD_NUMBER, number));
    }
    return keys;
  }

  private static List<String> numbers(ReplaceCard replace, Command command, Settings settings) {
    return replace.newCardNumber().isEmpty()
        ? Numbers.candidates(command.id(), "", settings.card())
        : List.of(replace.newCardNumber());
  }

  Decision decide() {
    if (card.status() == CardStatus.DELETED) {
      checks.add(Rejection.CARD_DELETED, Map.of("card", card.number()));
    }
    Deleting.requireNoHolds(card, now, checks);
    String number = number();
    return checks.passed() ? replaced(number) : now.reject(card, checks);
  }

  private String number() {
    String given = replace.newCardNumber();
    if (!given.isEmpty() && !Numbers.valid(given, now.settings().card())) {
      String rule = Numbers.rule(now.settings().card(), now.command().language());
      checks.add(Rejection.CARD_NUMBER_INVALID, Map.of("value", given, "rule", rule));
    }
    Optional<String> free =
        numbers(replace, now.command(), now.settings()).stream()
            .filter(number -> now.lookups().of(new Key(Kind.CARD_NUMBER, number)).isEmpty())
            .findFirst();
    if (free.isEmpty() && given.isEmpty()) {
      checks.add(Rejection.CARD_NUMBER_POOL_EXHAUSTED);
    } else if (free.isEmpty()) {
      checks.add(Rejection.CARD_NUMBER_TAKEN, Map.of("card", given));
    }
    return free.orElse("");
  }

  private Decision replaced(String number) {
    Draft fresh = Draft.ofAnotherNewCard(now);
    Reason reason = Situation.reason(replace.reason(), now.command().context());
    Money moved = card.balance().plus(card.pending());
    fresh.add(issued(number), BigDecimal.ZERO, reason, null, now.effectiveAt());
    Handover handover = new Handover(old, fresh, now);
    Reason transfer = new Reason(reason.id(), REASON, reason.comment());
    handover.move(transfer, card.terms(), Integer.MAX_VALUE);
    close(number, reason);
    Account account = fresh.account();
    Returned returned =
        new Returned(now.command())
            .with("old_card_number", card.number())
            .with("new_card_number", number)
            .with("moved_amount", moved)
            .with("moved_lots", Integer.toString(card.lots().size()))
            .with(account);
    return now.accept(
        List.of(old, fresh), claims(handover, account), returned, sentence(number, moved));
  }

  private CardIssued issued(String number) {
    return new CardIssued(
        number,
        "",
        card.externalId(),
        card.contactId(),
        card.currency(),
        CardStatus.ACTIVE,
        "",
        card.percentage(),
        card.levelCode(),
        card.affiliateCardNumber());
  }

  private void close(String number, Reason reason) {
    String blockReason =
        now.wording().pick("заменена картой %s", "replaced by card %s").formatted(number);
    old.add(
        replace.deletes() ? new CardDeleted() : new CardBlocked(blockReason, null),
        BigDecimal.ZERO,
        reason,
        null,
        now.effectiveAt());
  }

  private List<Claim> claims(Handover handover, Account fresh) {
    Lookups lookups = now.lookups();
    Found before = Found.parse(lookups.of(Found.key(card.cardId())).getFirst());
    Found found = before.as(fresh);
    List<Claim> claims = new ArrayList<>(handover.claims());
    claims.addAll(found.claims(fresh));
    claims.addAll(Holder.of(card.cardId(), lookups).claims(found));
    claims.add(Standing.claim(fresh));
    lookups.of(Referrer.key(card.cardId())).stream()
        .filter(_ -> !card.affiliateCardNumber().isEmpty())
        .findFirst()
        .ifPresent(referrer -> claims.add(new Claim(Referrer.key(fresh.cardId()), referrer)));
    return claims;
  }

  private String sentence(String number, Money moved) {
    Wording wording = now.wording();
    String form =
        replace.deletes()
            ? wording.pick(
                "Баланс %s перенесён на карту %s, старая удалена.",
                "%s moved to card %s, the old card is deleted.")
            : wording.pick(
                "Баланс %s перенесён на карту %s, старая заблокирована.",
                "%s moved to card %s, the old card is blocked.");
    return form.formatted(wording.money(moved), number);
  }
}
