package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.GetCard;
import io.loyaltysuite.loyalty.program.Level;
import java.time.LocalDate;
import java.util.Optional;

/** Tells a card's state as of now; writes nothing. */
final class Reading {

  private Reading() {}

  /**
   * Success with found=N, when that is all that stands against the answer and the call asked so.
   */
  static Optional<Decision> softNotFound(Situation now, Checks checks) {
    boolean soft =
        now.command().operation() instanceof GetCard(_, boolean notFoundIsError)
            && !notFoundIsError
            && checks.rejection() == Rejection.CARD_NOT_FOUND;
    if (!soft) {
      return Optional.empty();
    }
    return Optional.of(
        now.look(
            null,
            new Returned(now.command()).with("found", "N"),
            now.wording().pick("Карта у клиента не найдена.", "The client has no card.")));
  }

  static Decision read(Account card, Situation now, Checks checks) {
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Wording wording = now.wording();
    Returned returned =
        new Returned(now.command())
            .with("found", "Y")
            .with("barcode", card.barcode())
            .with("purchases_count", Long.toString(card.turnover().count()))
            .with("purchases_sum", card.turnover().sum())
            .with("available_balance", card.balance())
            .with("held_amount", card.held())
            .with("pending_amount", card.pending())
            .with("contact_id", card.contactId())
            .with("affiliate_card_number", card.affiliateCardNumber())
            .with("created", wording.isoInstant(card.createdAt()))
            .with("modified", wording.isoInstant(card.modifiedAt()));
    level(card, now, returned);
    nearestBurn(card, wording, returned);
    return now.look(card, returned, sentence(card, wording));
  }

  private static void level(Account card, Situation now, Returned returned) {
    now.settings()
        .ladder()
        .level(card.levelCode())
        .map(Level::name)
        .ifPresent(n -> returned.with("level_name", n));
    Leveling.next(card, now)
        .ifPresent(
            next ->
                returned
                    .with("next_level_code", next.level().code())
                    .with("to_next_level_sum", next.missing().text()));
  }

  private static void nearestBurn(Account card, Wording wording, Returned returned) {
    Optional<Lot> nearest = card.lots().stream().filter(lot -> lot.expiresAt() != null).findFirst();
    if (nearest.isEmpty() || nearest.get().expiresAt() == null) {
      return;
    }
    LocalDate day = wording.lastDayBefore(nearest.get().expiresAt());
    Money burns =
        card.lots().stream()
            .filter(lot -> nearest.get().expiresAt().equals(lot.expiresAt()))
            .map(Lot::remaining)
            .reduce(Money.zero(card.currency()), Money::plus);
    returned.with("nearest_burn_date", day.toString()).with("nearest_burn_amount", burns);
  }

  private static String sentence(Account card, Wording wording) {
    String state =
        switch (card.status()) {
          case ACTIVE -> wording.pick("активна", "active");
          case BLOCKED -> wording.pick("заблокирована", "blocked");
          case DELETED -> wording.pick("удалена", "deleted");
        };
    return wording
        .pick("Карта %s: %s, доступно %s, процент %s.", "Card %s: %s, %s available, rate %s%%.")
        .formatted(
            card.number(), state, wording.money(card.balance()), wording.number(card.percentage()));
  }
}
