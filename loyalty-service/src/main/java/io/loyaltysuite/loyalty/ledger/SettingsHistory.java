package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.program.Fault;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The versions of a portal's program settings, and the way to the next one. A portal nobody has
 * heard of yet has the defaults, so that it can be set up before its first call.
 */
@Component
public class SettingsHistory {

  private final Tables tables;
  private final SettingsVersions versions;
  private final Outbox outbox;
  private final Audits audits;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  SettingsHistory(
      Tables tables,
      SettingsVersions versions,
      Outbox outbox,
      Audits audits,
      InstantSource clock,
      PlatformTransactionManager manager) {
    this.tables = tables;
    this.versions = versions;
    this.outbox = outbox;
    this.audits = audits;
    this.clock = clock;
    this.transaction = new TransactionTemplate(manager);
  }

  /**
   * One version.
   *
   * @param version 0 for the defaults, which nobody wrote
   * @param author who wrote it
   * @param reason why
   * @param at when; null for the defaults
   */
  public record Version(
      long version,
      Map<String, String> values,
      String author,
      String reason,
      @Nullable Instant at) {

    static final Version DEFAULTS = new Version(0, Settings.DEFAULTS.toMap(), "", "", null);

    public Version {
      values = Map.copyOf(values);
    }
  }

  /**
   * What is to become the next version.
   *
   * @param expected the version it was made from
   * @param values every setting that is not to have its default
   */
  public record Proposal(
      String memberId, long expected, Map<String, String> values, Author author, String reason) {}

  /**
   * Who makes a version.
   *
   * @param name as the version keeps it
   * @param actor as the audit tells it
   */
  public record Author(String name, String actor) {

    public static Author ofOperator(String login) {
      return new Author(login, "operator:" + login);
    }

    /** A client of REST v2 with the key of the account; no login can be called so. */
    public static Author ofClient() {
      return new Author("rest:admin", "rest:admin");
    }
  }

  /** What became of a proposal. */
  public sealed interface Outcome {

    /** It is in force. */
    record Saved(Version version) implements Outcome {}

    /** Somebody else was faster; nothing changed. */
    record Stale(long current) implements Outcome {}

    /** It cannot be a version; nothing changed. */
    record Refused(List<Fault> faults) implements Outcome {}
  }

  /** The version in force. */
  public Version current(String memberId) {
    return versions.newest(memberId, Long.MAX_VALUE, 1).stream()
        .findFirst()
        .orElse(Version.DEFAULTS);
  }

  public Optional<Version> version(String memberId, long version) {
    return version == 0 ? Optional.of(Version.DEFAULTS) : versions.find(memberId, version);
  }

  /** Versions below {@code before}, the newest first, at most {@code limit} of them. */
  public List<Version> list(String memberId, long before, int limit) {
    return versions.newest(memberId, before, limit);
  }

  /** What keeps values from becoming the portal's next version; nothing is saved. */
  public List<Fault> check(String memberId, Map<String, String> values) {
    return Settings.faults(values, currencyInUse(memberId));
  }

  /**
   * Makes a proposal the next version, with an audit event; commands that are decided from now on
   * use it.
   */
  public Outcome change(Proposal proposal) {
    return Objects.requireNonNull(transaction.execute(_ -> tryToChange(proposal)));
  }

  private Outcome tryToChange(Proposal proposal) {
    var portal =
        Objects.requireNonNull(
            tables.portals().lock(List.of(proposal.memberId())).get(proposal.memberId()));
    if (portal.settingsVersion() != proposal.expected()) {
      return new Outcome.Stale(portal.settingsVersion());
    }
    var faults = check(proposal.memberId(), proposal.values());
    if (!faults.isEmpty()) {
      return new Outcome.Refused(faults);
    }
    var version = next(proposal);
    versions.add(portal.id(), version);
    outbox.add(List.of(audits.settingsChanged(proposal, version)));
    return new Outcome.Saved(version);
  }

  private Version next(Proposal proposal) {
    long number = proposal.expected() + 1;
    return new Version(
        number,
        Settings.of(number, proposal.values()).toMap(),
        proposal.author().name(),
        proposal.reason(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private @Nullable Currency currencyInUse(String memberId) {
    return tables.accounts().currency(memberId).map(Currency::getInstance).orElse(null);
  }
}
