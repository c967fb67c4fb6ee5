package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.Accrue;
import io.loyaltysuite.loyalty.card.Operation.AccruePercent;
import io.loyaltysuite.loyalty.card.Operation.BlockCard;
import io.loyaltysuite.loyalty.card.Operation.Burn;
import io.loyaltysuite.loyalty.card.Operation.CaptureHold;
import io.loyaltysuite.loyalty.card.Operation.CheckConnection;
import io.loyaltysuite.loyalty.card.Operation.GetCard;
import io.loyaltysuite.loyalty.card.Operation.HoldBonuses;
import io.loyaltysuite.loyalty.card.Operation.IssueCard;
import io.loyaltysuite.loyalty.card.Operation.OnCard;
import io.loyaltysuite.loyalty.card.Operation.OnHold;
import io.loyaltysuite.loyalty.card.Operation.Pay;
import io.loyaltysuite.loyalty.card.Operation.RecalculateLevel;
import io.loyaltysuite.loyalty.card.Operation.Refund;
import io.loyaltysuite.loyalty.card.Operation.Refused;
import io.loyaltysuite.loyalty.card.Operation.RegisterPurchase;
import io.loyaltysuite.loyalty.card.Operation.ReleaseHold;
import io.loyaltysuite.loyalty.card.Operation.SetLevel;
import io.loyaltysuite.loyalty.card.Operation.SetPercentage;
import io.loyaltysuite.loyalty.card.Operation.StepPercentage;
import io.loyaltysuite.loyalty.card.Operation.UnblockCard;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.NoCard;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands; changes nothing.
 *
 * <pre>
 * selectorKeys ─▶ (ledger looks up) ─▶ select ─┬─ CardSelected ─▶ (ledger loads the account)
 *                                              └─ NoCard, SelectionRefused: no account
 * factKeys     ─▶ (ledger looks up) ─▶ decide ─┬─ Accepted: Account.apply entries, store claims
 *                                              └─ Rejected: nothing changes
 * </pre>
 */
public final class Decider {

  private Decider() {}

  /** What to look up before {@link #select}. */
  public static Set<Key> selectorKeys(Command command) {
    return switch (command.operation()) {
      case IssueCard issue -> Selecting.keys(issue, command.context());
      case OnCard on -> Selecting.keys(selector(on.card(), command));
      case OnHold on -> Set.of(HoldState.key(on.holdId()));
      case Refund refund -> RefundPlan.selectorKeys(refund, command.context());
      case CheckConnection _, Refused _ -> Set.of();
    };
  }

  /** Which card the command is about. {@link #decide} asks again, with the lookups it is given. */
  public static Selection select(Command command, Lookups lookups, Settings settings) {
    return switch (command.operation()) {
      case IssueCard issue ->
          Selecting.select(issue, command.context(), lookups, settings.card().maxPerContact());
      case OnCard on -> select(on.card(), command, lookups);
      case OnHold on -> Holding.select(on, lookups);
      case Refund refund -> RefundPlan.select(refund, command.context(), lookups);
      case CheckConnection _, Refused _ -> new NoCard();
    };
  }

  private static Selection select(Selector given, Command command, Lookups lookups) {
    return Selecting.select(selector(given, command), lookups, command.language());
  }

  private static Selector selector(Selector given, Command command) {
    return Selecting.effective(given, command.context());
  }

  /**
   * What else to look up before {@link #decide}.
   *
   * @param cardId the selected card, if any
   * @param lookups answers to {@link #selectorKeys}
   */
  public static Set<Key> factKeys(
      Command command, @Nullable UUID cardId, Lookups lookups, Settings settings) {
    return switch (command.operation()) {
      case IssueCard issue when cardId == null -> Issuing.facts(issue, command, settings);
      case Accrue accrue when cardId != null -> Accruing.facts(accrue, command, cardId, settings);
      case AccruePercent percent when cardId != null ->
          AccruingPercent.facts(percent, command, cardId, settings);
      case RegisterPurchase purchase when cardId != null ->
          Purchasing.facts(purchase, command, cardId, settings);
      case Refund refund when cardId != null ->
          RefundPlan.facts(refund, command.context(), lookups);
      case Pay pay when cardId != null -> Paying.facts(pay, command, cardId, settings);
      case HoldBonuses hold when cardId != null ->
          Paying.facts(hold.payment(), command, cardId, settings);
      case IssueCard _, OnCard _, OnHold _, Refund _, CheckConnection _, Refused _ -> Set.of();
    };
  }

  /** The time a command counts with: never before what the card has already seen. */
  public static Instant effectiveAt(Command command, @Nullable Account account) {
    Instant received = command.receivedAt().truncatedTo(ChronoUnit.MILLIS);
    return account == null || received.isAfter(account.lastEffectiveAt())
        ? received
        : account.lastEffectiveAt();
  }

  /**
   * The answer to a command. The same arguments give the same answer, for good.
   *
   * @param account the selected card's; null when {@link #select} selected none
   * @param lookups answers to {@link #selectorKeys} and {@link #factKeys}
   * @throws IllegalStateException when the account is not the selected one or a key is unanswered
   */
  public static Decision decide(
      @Nullable Account account,
      Lookups lookups,
      Settings settings,
      Command command,
      Instant effectiveAt) {
    Situation now = new Situation(command, lookups, settings, effectiveAt);
    Selection selection = select(command, lookups, settings);
    requireSelected(account, selection);
    Checks checks = now.programChecks();
    if (command.operation() instanceof Refused(_, var code, var parameters)) {
      checks.add(Rejection.of(code), parameters);
      return now.reject(null, checks);
    }
    if (selection instanceof SelectionRefused(var rejection, var parameters)) {
      checks.add(rejection, parameters);
      return Reading.softNotFound(now, checks).orElseGet(() -> now.reject(null, checks));
    }
    return account == null
        ? withoutCard(now, checks)
        : decide(Draft.settled(now, account), now, checks);
  }

  private static Decision decide(Draft draft, Situation now, Checks checks) {
    return switch (now.command().operation()) {
      case IssueCard issue -> Issuing.existing(issue, draft.account(), now, checks);
      case BlockCard block -> Blocking.block(block, draft, now, checks);
      case UnblockCard unblock -> Blocking.unblock(unblock, draft, now, checks);
      case GetCard _ -> Reading.read(draft.account(), now, checks);
      case Accrue accrue -> new Accruing(accrue, draft, now, checks).decide();
      case Pay pay -> new Paying(pay, draft, now, checks).decide();
      case HoldBonuses(var pay, var minutes) -> new Paying(pay, draft, now, checks).hold(minutes);
      case CaptureHold capture -> new Holding(capture, draft, now, checks).capture(capture);
      case ReleaseHold release -> new Holding(release, draft, now, checks).release(release);
      case AccruePercent percent -> new AccruingPercent(percent, draft, now, checks).decide();
      case RegisterPurchase purchase -> new Purchasing(purchase, draft, now, checks).decide();
      case Burn burn -> new Burning(burn, draft, now, checks).decide();
      case Refund refund -> new Refunding(refund, draft, now, checks).decide();
      case SetPercentage set -> new Rating(draft, now, checks).set(set);
      case StepPercentage step -> new Rating(draft, now, checks).step(step);
      case SetLevel set -> new Leveling(draft, now, checks).set(set);
      case RecalculateLevel again -> new Leveling(draft, now, checks).recalculate(again);
      case CheckConnection _, Refused _ ->
          throw new IllegalStateException("already answered: " + now.command());
    };
  }

  private static Decision withoutCard(Situation now, Checks checks) {
    return switch (now.command().operation()) {
      case IssueCard issue -> Issuing.decide(issue, now, checks);
      case CheckConnection check -> Checking.decide(check, now, checks);
      case OnCard _, OnHold _, Refund _, Refused _ ->
          throw new IllegalStateException("no card selected for " + now.command().operation());
    };
  }

  private static void requireSelected(@Nullable Account account, Selection selection) {
    UUID selected = selection instanceof CardSelected(var id) ? id : null;
    UUID given = account == null ? null : account.cardId();
    if (!Objects.equals(selected, given)) {
      throw new IllegalStateException("account: " + given + " (expected: " + selected + ")");
    }
  }

  /** A refusal that comes from outside the rules, e.g. {@code internal_error} after a failure. */
  public static Decision.Rejected refuse(
      Command command, Rejection rejection, Map<String, String> parameters) {
    return Situation.refusal(command, rejection, parameters, new Returned(command));
  }
}
