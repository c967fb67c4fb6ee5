package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.Accrue;
import io.loyaltysuite.loyalty.card.Operation.AccruePercent;
import io.loyaltysuite.loyalty.card.Operation.AccrueReferral;
import io.loyaltysuite.loyalty.card.Operation.AddContact;
import io.loyaltysuite.loyalty.card.Operation.BlockCard;
import io.loyaltysuite.loyalty.card.Operation.Burn;
import io.loyaltysuite.loyalty.card.Operation.CaptureHold;
import io.loyaltysuite.loyalty.card.Operation.CheckConnection;
import io.loyaltysuite.loyalty.card.Operation.DeleteCard;
import io.loyaltysuite.loyalty.card.Operation.DiscountDealByAmount;
import io.loyaltysuite.loyalty.card.Operation.DiscountDealByPercent;
import io.loyaltysuite.loyalty.card.Operation.FindCard;
import io.loyaltysuite.loyalty.card.Operation.GetCard;
import io.loyaltysuite.loyalty.card.Operation.GetTurnover;
import io.loyaltysuite.loyalty.card.Operation.HoldBonuses;
import io.loyaltysuite.loyalty.card.Operation.IssueCard;
import io.loyaltysuite.loyalty.card.Operation.ListTransactions;
import io.loyaltysuite.loyalty.card.Operation.MergeCards;
import io.loyaltysuite.loyalty.card.Operation.OnCard;
import io.loyaltysuite.loyalty.card.Operation.OnDeal;
import io.loyaltysuite.loyalty.card.Operation.OnHold;
import io.loyaltysuite.loyalty.card.Operation.Pay;
import io.loyaltysuite.loyalty.card.Operation.RecalculateLevel;
import io.loyaltysuite.loyalty.card.Operation.Refund;
import io.loyaltysuite.loyalty.card.Operation.Refused;
import io.loyaltysuite.loyalty.card.Operation.RegisterPurchase;
import io.loyaltysuite.loyalty.card.Operation.ReleaseHold;
import io.loyaltysuite.loyalty.card.Operation.ReplaceCard;
import io.loyaltysuite.loyalty.card.Operation.ReviewLevel;
import io.loyaltysuite.loyalty.card.Operation.SetAffiliate;
import io.loyaltysuite.loyalty.card.Operation.SetLevel;
import io.loyaltysuite.loyalty.card.Operation.SetPercentage;
import io.loyaltysuite.loyalty.card.Operation.SettleCard;
import io.loyaltysuite.loyalty.card.Operation.SettleDealDiscount;
import io.loyaltysuite.loyalty.card.Operation.StepPercentage;
import io.loyaltysuite.loyalty.card.Operation.UnblockCard;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.NoCard;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
 * factKeys     ─▶ (ledger looks up) ─▶ furtherKeys, again and again until there are none
 * others       ─▶ (ledger loads the accounts) ─▶ decide ─┬─ Accepted: Cards.after, store claims
 *                                                        └─ Rejected: nothing changes
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
      case FindCard find -> Finding.keys(find);
      case AddContact _, CheckConnection _, Refused _ -> Set.of();
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
      case FindCard find -> Finding.select(find, lookups, command.language());
      case AddContact _, CheckConnection _, Refused _ -> new NoCard();
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
      case DeleteCard _ when cardId != null -> Deleting.facts(cardId);
      case GetTurnover get when cardId != null ->
          TellingTurnover.facts(get, command, cardId, settings);
      case ListTransactions list when cardId != null ->
          TellingTransactions.facts(list, cardId, settings);
      case RegisterPurchase purchase when cardId != null ->
          Purchasing.facts(purchase, command, cardId, settings);
      case Refund refund when cardId != null ->
          RefundPlan.facts(refund, command.context(), lookups);
      case Pay pay when cardId != null -> Paying.facts(pay, command, cardId, settings);
      case HoldBonuses hold when cardId != null ->
          Paying.facts(hold.payment(), command, cardId, settings);
      case SettleDealDiscount settle when cardId != null -> SettlingDiscount.facts(settle, command);
      case OnDeal deal when cardId != null -> Discounting.facts(deal, command, cardId, settings);
      case GetCard _ when cardId != null -> Qualifying.facts(command, cardId, settings);
      case RecalculateLevel _ when cardId != null -> Qualifying.facts(command, cardId, settings);
      case ReviewLevel _ when cardId != null -> Qualifying.reviewFacts(command, cardId, settings);
      case SetAffiliate set when cardId != null -> SettingAffiliate.facts(set, cardId);
      case AccrueReferral referral when cardId != null ->
          AccruingReferral.facts(referral, command, cardId, settings);
      case ReplaceCard replace when cardId != null ->
          Replacing.facts(replace, command, cardId, settings);
      case MergeCards merge when cardId != null -> Merging.facts(merge, command, cardId, settings);
      case IssueCard _,
          OnCard _,
          OnHold _,
          Refund _,
          FindCard _,
          AddContact _,
          CheckConnection _,
          Refused _ ->
          Set.of();
    };
  }

  /** Whether {@link #furtherKeys} and {@link #others} have anything to say about a command. */
  public static boolean leadsOn(Command command) {
    return switch (command.operation()) {
      case SetAffiliate _, AccrueReferral _, MergeCards _, Refund _, FindCard _ -> true;
      case IssueCard _, OnCard _, OnHold _, AddContact _, CheckConnection _, Refused _ -> false;
    };
  }

  /**
   * What to look up in view of the answers so far: one step along a chain of cards. Asked until
   * everything it names is answered.
   *
   * @param lookups answers to all keys named so far
   */
  public static Set<Key> furtherKeys(
      Command command, @Nullable UUID cardId, Lookups lookups, Settings settings) {
    if (cardId == null) {
      return Set.of();
    }
    return switch (command.operation()) {
      case SetAffiliate set -> SettingAffiliate.further(set, lookups);
      case AccrueReferral referral ->
          AccruingReferral.further(referral, command, cardId, lookups, settings);
      case MergeCards merge -> Merging.further(merge, command, cardId, lookups, settings);
      case Refund refund -> RefundPlan.further(refund, command.context(), cardId, lookups);
      default -> Set.of();
    };
  }

  /**
   * Which cards the decision is about beside the selected one, in their order; some may not exist.
   *
   * @param lookups answers to all keys
   */
  public static List<UUID> others(Command command, @Nullable UUID cardId, Lookups lookups) {
    return switch (command.operation()) {
      case FindCard find -> Finding.others(find, lookups);
      case AccrueReferral referral when cardId != null ->
          AccruingReferral.others(referral, cardId, lookups);
      case MergeCards merge when cardId != null -> Merging.others(merge, command, cardId, lookups);
      case Refund refund when cardId != null ->
          RefundPlan.others(refund, command.context(), cardId, lookups);
      default -> List.of();
    };
  }

  /** The time a command counts with: never before what its cards have already seen. */
  public static Instant effectiveAt(Command command, Cards cards) {
    Instant at = command.receivedAt().truncatedTo(ChronoUnit.MILLIS);
    for (Account card : cards.all()) {
      at = card.lastEffectiveAt().isAfter(at) ? card.lastEffectiveAt() : at;
    }
    return at;
  }

  /**
   * The answer to a command. The same arguments give the same answer, for good.
   *
   * @param cards the card that {@link #select} selected, if any, and those of {@link #others}
   * @param lookups answers to {@link #selectorKeys}, {@link #factKeys} and {@link #furtherKeys}
   * @throws IllegalStateException when the account is not the selected one or a key is unanswered
   */
  public static Decision decide(
      Cards cards, Lookups lookups, Settings settings, Command command, Instant effectiveAt) {
    Command understood = Discounting.onDeal(understood(command, settings));
    Situation now = new Situation(understood, cards, lookups, settings, effectiveAt);
    Account account = cards.selected();
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

  /** Activities have to be exact; whoever asks over REST may leave that to the program. */
  private static Command understood(Command command, Settings settings) {
    boolean rounds =
        command.source() == Source.REST
            && settings.program().roundsRestInput()
            && !(command.operation() instanceof Refused);
    return rounds ? command.roundedTo(settings.program().currency()) : command;
  }

  private static Decision decide(Draft draft, Situation now, Checks checks) {
    return switch (now.command().operation()) {
      case IssueCard issue -> Issuing.existing(issue, draft.account(), now, checks);
      case DeleteCard delete -> new Deleting(delete, draft, now, checks).decide();
      case BlockCard block -> Blocking.block(block, draft, now, checks);
      case UnblockCard unblock -> Blocking.unblock(unblock, draft, now, checks);
      case GetCard _ -> Reading.read(draft.account(), now, checks);
      case GetTurnover get -> new TellingTurnover(get, draft, now, checks).decide();
      case ListTransactions list -> new TellingTransactions(list, draft, now, checks).decide();
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
      case FindCard find -> Finding.decide(find, draft, now, checks);
      case SetAffiliate set -> new SettingAffiliate(set, draft, now, checks).decide();
      case AccrueReferral referral -> new AccruingReferral(referral, draft, now, checks).decide();
      case ReplaceCard replace -> new Replacing(replace, draft, now, checks).decide();
      case MergeCards merge -> new Merging(merge, draft, now, checks).decide();
      case ReviewLevel _ -> new Leveling(draft, now, checks).review();
      case SettleCard _ -> new Settling(draft, now).decide();
      case DiscountDealByAmount discount ->
          new Discounting(discount, draft, now, checks).byAmount(discount);
      case DiscountDealByPercent discount ->
          new Discounting(discount, draft, now, checks).byPercent(discount);
      case SettleDealDiscount settle -> new SettlingDiscount(settle, draft, now).decide();
      case AddContact _, CheckConnection _, Refused _ ->
          throw new IllegalStateException("already answered: " + now.command());
    };
  }

  private static Decision withoutCard(Situation now, Checks checks) {
    return switch (now.command().operation()) {
      case IssueCard issue -> Issuing.decide(issue, now, checks);
      case AddContact contact -> Contacting.decide(contact, now, checks);
      case CheckConnection check -> Checking.decide(check, now, checks);
      case FindCard find -> Finding.decide(find, now, checks);
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
