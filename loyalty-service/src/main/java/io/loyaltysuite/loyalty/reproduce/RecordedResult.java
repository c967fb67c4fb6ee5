package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Cards;
import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Decider;
import io.loyaltysuite.loyalty.card.Decision;
import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Decision.Rejected;
import io.loyaltysuite.loyalty.card.Key;
import io.loyaltysuite.loyalty.card.Lookups;
import io.loyaltysuite.loyalty.card.Operation.Refused;
import io.loyaltysuite.loyalty.card.PortalWork;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Differs;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.loyalty.reproduce.Reproduction.NotReproducible;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.ProgramSettings;
import io.loyaltysuite.schemas.v1.Refusal;
import io.loyaltysuite.schemas.v1.Variable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Results as events: written once by the engine, decided again by everybody else. Maps are written
 * in the order of their keys, so that the same decision is the same bytes.
 */
public final class RecordedResult {

  private static final String SUCCESS = "success";
  private static final String ERROR = "error";

  /** The portal has its part to do; nobody is answered yet. */
  private static final String INTERIM = "interim";

  private RecordedResult() {}

  /** The event of a decision; {@code invocation} is null unless an activity asked. */
  public static OperationResult write(Decided decided, @Nullable Invocation invocation) {
    Command command = decided.command();
    OperationResult result = new OperationResult();
    result.setResultId(Ids.resultId(command.id()).toString());
    result.setCommandId(command.id().toString());
    result.setMemberId(command.memberId());
    result.setSource(command.source().code());
    result.setOperation(command.operation().name());
    result.setInvocation(invocation);
    result.setReceivedAt(command.receivedAt());
    result.setEffectiveAt(decided.effectiveAt());
    result.setInputs(new TreeMap<>(command.inputs()));
    result.setRefusal(refusal(command));
    result.setSettings(
        new ProgramSettings(decided.settings().version(), decided.settings().toMap()));
    result.setLookups(text(decided.lookups()));
    result.setAccountBefore(account(decided.before().selected()));
    result.setOthersBefore(accounts(decided.before().others()));
    result.setAccountAfter(account(decided.after().selected()));
    result.setOthersAfter(accounts(decided.after().changedSince(decided.before())));
    answer(result, decided.decision());
    return result;
  }

  private static void answer(OperationResult result, Decision decision) {
    result.setMessage(decision.message());
    result.setReturned(
        decision.returned().stream().map(v -> new Variable(v.name(), v.value())).toList());
    result.setEntries(decision.entries().stream().map(EntryRecord::write).toList());
    switch (decision) {
      case Accepted accepted -> {
        result.setStatus(accepted.work() == null ? SUCCESS : INTERIM);
        result.setErrorCode("");
        result.setRetryable(false);
        result.setPortalWork(work(accepted.work()));
      }
      case Rejected rejected -> {
        result.setStatus(ERROR);
        result.setErrorCode(rejected.rejection().code());
        result.setRetryable(rejected.rejection().retryable());
      }
    }
  }

  private static io.loyaltysuite.schemas.v1.@Nullable PortalWork work(@Nullable PortalWork work) {
    return work == null
        ? null
        : new io.loyaltysuite.schemas.v1.PortalWork(
            work.kind().code(), new TreeMap<>(work.parameters()), work.until());
  }

  private static @Nullable Refusal refusal(Command command) {
    return command.operation() instanceof Refused(_, var code, var parameters)
        ? new Refusal(code, new TreeMap<>(parameters))
        : null;
  }

  private static io.loyaltysuite.schemas.v1.@Nullable Account account(@Nullable Account account) {
    return account == null ? null : AccountRecord.write(account);
  }

  private static List<io.loyaltysuite.schemas.v1.Account> accounts(List<Account> accounts) {
    return accounts.stream().map(AccountRecord::write).toList();
  }

  private static Map<String, List<String>> text(Lookups lookups) {
    Map<String, List<String>> text = new TreeMap<>();
    lookups.found().forEach((key, values) -> text.put(key.toString(), values));
    return text;
  }

  /** What decides: {@link Decider#decide}, or a variant of it that a result is held against. */
  @FunctionalInterface
  interface Rules {
    Decision decide(Cards before, Lookups lookups, Settings settings, Command command, Instant at);
  }

  /** Decides a recorded result again from its own snapshots and compares. Never throws. */
  public static Reproduction reproduce(OperationResult recorded) {
    return reproduce(recorded, Decider::decide);
  }

  static Reproduction reproduce(OperationResult recorded, Rules rules) {
    if (recorded.getErrorCode().equals(Rejection.INTERNAL_ERROR.code())) {
      return new NotReproducible("a failure of the service was recorded, not a decision");
    }
    try {
      Optional<Differs> difference =
          Comparison.firstDifference(recorded, decideAgain(recorded, rules));
      return difference.isPresent() ? difference.get() : new Identical();
    } catch (Lookups.UnansweredKey e) {
      return new NotReproducible("today's code asks the ledger more than was recorded: " + e.key());
    } catch (RuntimeException e) {
      return new NotReproducible("today's code cannot decide it: " + e);
    }
  }

  /** The whole event once more, from what the recorded one rests on. */
  static OperationResult decideAgain(OperationResult recorded, Rules rules) {
    Command command = CommandRecord.read(recorded);
    ProgramSettings values = recorded.getSettings();
    Settings settings = Settings.of(values.getVersion(), values.getValues());
    Lookups lookups = lookups(recorded.getLookups());
    Cards before =
        new Cards(
            recorded.getAccountBefore() == null
                ? null
                : AccountRecord.read(recorded.getAccountBefore()),
            recorded.getOthersBefore().stream().map(AccountRecord::read).toList());
    Instant at = recorded.getEffectiveAt();
    Decision decision = rules.decide(before, lookups, settings, command, at);
    return write(
        new Decided(command, at, settings, lookups, before, decision, before.after(decision)),
        recorded.getInvocation());
  }

  private static Lookups lookups(Map<String, List<String>> text) {
    Map<Key, List<String>> found = new HashMap<>();
    text.forEach((key, values) -> found.put(Key.parse(key), values));
    return new Lookups(found);
  }
}
