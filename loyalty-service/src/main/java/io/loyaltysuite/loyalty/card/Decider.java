package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.Settings;
import java.time.Instant;
import java.util.Map;
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
    return NotYet.body(command);
  }

  /** Which card the command is about. {@link #decide} asks again, with the lookups it is given. */
  public static Selection select(Command command, Lookups lookups, Settings settings) {
    return NotYet.body(command);
  }

  /** What else to look up before {@link #decide}; the id is that of the selected card, if any. */
  public static Set<Key> factKeys(Command command, @Nullable UUID cardId, Settings settings) {
    return NotYet.body(command);
  }

  /** The time a command counts with: never before what the card has already seen. */
  public static Instant effectiveAt(Command command, @Nullable Account account) {
    return NotYet.body(command);
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
    return NotYet.body(command);
  }

  /** A refusal that comes from outside the rules, e.g. {@code internal_error} after a failure. */
  public static Decision.Rejected refuse(
      Command command, Rejection rejection, Map<String, String> parameters) {
    return NotYet.body(command);
  }
}
