package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.card.Language;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.ledger.SettingsHistory;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Author;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Outcome.Refused;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Outcome.Saved;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Outcome.Stale;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Proposal;
import io.loyaltysuite.loyalty.program.Fault;
import io.loyaltysuite.loyalty.program.Settings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes one thing of a program's settings; the rest stays, whoever else changes it meanwhile. */
@Component
class NextVersion {

  private static final int MAX_ATTEMPTS = 5;

  private final SettingsHistory history;
  private final TransactionTemplate transaction;

  NextVersion(SettingsHistory history, PlatformTransactionManager manager) {
    this.history = history;
    this.transaction = new TransactionTemplate(manager);
  }

  /**
   * Makes the next version; none when the values stay what they are.
   *
   * @param change makes the values of the next version from those in force; it may run repeatedly
   * @param also is written in the transaction of the version
   * @return the settings in force afterwards
   * @throws Refusal when the values cannot be a version, or others change it all the time
   */
  Settings change(
      Asked asked, String reason, UnaryOperator<Map<String, String>> change, Runnable also) {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      var settings =
          Objects.requireNonNull(transaction.execute(_ -> tryTo(asked, reason, change, also)));
      if (settings.isPresent()) {
        return settings.get();
      }
    }
    throw Refusal.of(Rejection.CONCURRENCY_CONFLICT);
  }

  private Optional<Settings> tryTo(
      Asked asked, String reason, UnaryOperator<Map<String, String>> change, Runnable also) {
    var current = history.current(asked.account().memberId());
    var values = change.apply(current.values());
    if (values.equals(current.values())) {
      return Optional.of(Settings.of(current.version(), values));
    }
    var proposal =
        new Proposal(
            asked.account().memberId(), current.version(), values, Author.ofClient(), reason);
    return switch (history.change(proposal)) {
      case Saved(var version) -> {
        also.run();
        yield Optional.of(Settings.of(version.version(), version.values()));
      }
      case Stale _ -> Optional.empty();
      case Refused(var faults) -> throw refusal(faults.getFirst(), asked.language());
    };
  }

  private static Refusal refusal(Fault fault, Language language) {
    var rejection =
        fault.setting().endsWith(".threshold")
            ? Rejection.LEVEL_LADDER_INVALID
            : Rejection.INPUT_INVALID;
    return Refusal.decided(rejection, language.pick(fault.inRussian(), fault.inEnglish()));
  }
}
