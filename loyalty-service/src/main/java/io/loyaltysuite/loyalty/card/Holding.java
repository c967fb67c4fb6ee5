package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.HoldCaptured;
import io.loyaltysuite.loyalty.card.Change.HoldReleased;
import io.loyaltysuite.loyalty.card.Change.Restored;
import io.loyaltysuite.loyalty.card.HoldState.Stage;
import io.loyaltysuite.loyalty.card.Operation.CaptureHold;
import io.loyaltysuite.loyalty.card.Operation.OnHold;
import io.loyaltysuite.loyalty.card.Operation.ReleaseHold;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Ends holds: charges them, wholly or in part, or gives the bonuses back. */
final class Holding {

  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final Optional<Hold> hold;

  Holding(OnHold operation, Draft draft, Situation now, Checks checks) {
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.hold =
        card.holds().stream()
            .filter(open -> open.id().toString().equals(operation.holdId()))
            .findFirst();
    check(operation);
  }

  static Selection select(OnHold operation, Lookups lookups) {
    return HoldState.of(lookups.of(HoldState.key(operation.holdId())))
        .<Selection>map(state -> new CardSelected(state.cardId()))
        .orElseGet(() -> new SelectionRefused(Rejection.HOLD_NOT_FOUND, Map.of()));
  }

  private void check(OnHold operation) {
    if (card.status() == CardStatus.DELETED) {
      checks.add(Rejection.CARD_DELETED, Map.of("card", card.number()));
    }
    if (hold.isPresent()) {
      return;
    }
    // One that the index calls open and the card does not have expired just now.
    Stage stage =
        HoldState.of(now.lookups().of(HoldState.key(operation.holdId()))).orElseThrow().stage();
    boolean expired = stage == Stage.OPEN || stage == Stage.EXPIRED;
    checks.add(expired ? Rejection.HOLD_EXPIRED : Rejection.HOLD_ALREADY_CLOSED);
  }

  Decision capture(CaptureHold capture) {
    BigDecimal asked = capture.amount();
    if (asked != null) {
      new AmountChecks(now, checks).check(asked, card.currency(), BigDecimal.ZERO);
      new AmountChecks(now, checks).sameCurrency(capture.currency(), card.currency());
      hold.filter(open -> asked.compareTo(open.amount().amount()) > 0)
          .ifPresent(
              open ->
                  checks.add(
                      Rejection.HOLD_AMOUNT_EXCEEDED,
                      Map.of("amount", now.wording().money(open.amount()))));
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Hold open = hold.orElseThrow();
    Money amount =
        new Money(Objects.requireNonNullElse(asked, open.amount().amount()), card.currency());
    return captured(open, amount, capture.reason());
  }

  private Decision captured(Hold open, Money amount, Reason reason) {
    Money rest = open.amount().minus(amount);
    UUID transaction = capture(open, amount, draft, reason, now);
    Returned returned =
        answered(open, Stage.CAPTURED)
            .with("captured_amount", amount)
            .with("transaction_id", transaction.toString());
    Wording wording = now.wording();
    String sentence =
        rest.isZero()
            ? wording
                .pick("Резерв списан: %s.", "Reserve charged: %s.")
                .formatted(wording.money(amount))
            : wording
                .pick(
                    "Из резерва списано %s, остальные %s возвращены на карту.",
                    "%s of the reserve charged, the other %s are back on the card.")
                .formatted(wording.money(amount), wording.money(rest));
    return now.accept(draft, List.of(), returned, sentence);
  }

  Decision release(ReleaseHold release) {
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Hold open = hold.orElseThrow();
    release(open, draft, release.reason(), now);
    Returned returned =
        answered(open, Stage.RELEASED).with("captured_amount", Money.zero(card.currency()));
    return now.accept(
        draft,
        List.of(),
        returned,
        now.wording()
            .pick(
                "Резерв снят, бонусы снова доступны.",
                "Reserve released; the bonuses are available again."));
  }

  /** Charges so much of a hold and gives the rest back; the answer is the transaction. */
  static UUID capture(Hold open, Money amount, Draft draft, Reason reason, Situation now) {
    Money rest = open.amount().minus(amount);
    List<Restored> lots = Restoring.of(draft.account(), open, now).back(open, rest);
    UUID transaction = now.id("transaction");
    draft.add(
        new HoldCaptured(open.id(), amount.amount(), lots),
        rest.amount(),
        Situation.reason(reason, now.command().context()),
        transaction,
        now.effectiveAt());
    draft.settle(now.effectiveAt());
    return transaction;
  }

  /** Gives everything back before its time. */
  static void release(Hold open, Draft draft, Reason reason, Situation now) {
    List<Restored> lots = Restoring.of(draft.account(), open, now).back(open, open.amount());
    draft.add(
        new HoldReleased(open.id(), lots, false),
        open.amount().amount(),
        Situation.reason(reason, now.command().context()),
        null,
        now.effectiveAt());
    draft.settle(now.effectiveAt());
  }

  private Returned answered(Hold open, Stage stage) {
    return new Returned(now.command())
        .with("hold_id", open.id().toString())
        .with("hold_state", stage.code())
        .with("held_amount", open.amount())
        .with("hold_expires_at", now.wording().isoInstant(open.expiresAt()));
  }
}
