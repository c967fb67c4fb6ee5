package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.LevelChanged;
import io.loyaltysuite.loyalty.card.Operation.RecalculateLevel;
import io.loyaltysuite.loyalty.card.Operation.SetLevel;
import io.loyaltysuite.loyalty.program.Ladder;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves cards between levels: to the one a person chose, or to the one purchases reach. */
final class Leveling {

  private static final String REVIEW = "card.level_review";

  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final Ladder ladder;
  private final Qualifying qualifying;

  Leveling(Draft draft, Situation now, Checks checks) {
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.ladder = now.settings().ladder();
    this.qualifying = new Qualifying(now);
  }

  /** The next step and what is missing to it. */
  record Next(Level level, Reach missing) {}

  static Optional<Next> next(Account card, Situation now) {
    return now.settings()
        .ladder()
        .after(card.levelCode())
        .map(level -> new Next(level, new Qualifying(now).of(card).missingTo(level)));
  }

  /**
   * The level that purchases lead to, when it is another one than the card has. Upgrades may skip
   * steps; a locked level stays.
   *
   * @param counts what of them counts
   */
  static Optional<LevelChanged> due(
      Account card, Reach counts, Settings settings, Instant at, boolean downgrade) {
    Ladder ladder = settings.ladder();
    Optional<Level> reached = ladder.reachedBy(counts.value());
    int from = ladder.height(card.levelCode());
    int to = reached.map(Level::code).map(ladder::height).orElse(-1);
    if (lockedAt(card, at) || to == from || (to < from && !downgrade)) {
      return Optional.empty();
    }
    return Optional.of(moved(card, reached, settings));
  }

  private static LevelChanged moved(Account card, Optional<Level> level, Settings settings) {
    String code = level.map(Level::code).orElse("");
    BigDecimal rate = level.map(Level::percentage).orElse(settings.card().percentage());
    return new LevelChanged(card.levelCode(), card.terms().onLevel(code, rate));
  }

  private static boolean lockedAt(Account card, Instant at) {
    Instant until = card.terms().levelLockedUntil();
    return until != null && until.isAfter(at);
  }

  Decision set(SetLevel set) {
    now.requireActive(card, checks);
    requireLevels();
    Optional<Level> level = ladder.level(set.levelCode());
    if (level.isEmpty()) {
      checks.add(Rejection.CARD_LEVEL_NOT_FOUND, Map.of("level", set.levelCode()));
    }
    Instant lockedUntil = lockedUntil(set);
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Terms terms = terms(set, level.orElseThrow(), lockedUntil);
    if (terms.equals(card.terms())) {
      return now.look(card, answered(terms), alreadySentence(terms));
    }
    write(new LevelChanged(card.levelCode(), terms), set.reason());
    return now.accept(draft, List.of(), answered(terms), setSentence(terms));
  }

  private void requireLevels() {
    if (ladder.isEmpty()) {
      checks.add(Rejection.CARD_LEVELS_NOT_CONFIGURED);
    }
  }

  private @Nullable Instant lockedUntil(SetLevel set) {
    if (set.lockUntil() == null) {
      return null;
    }
    Instant until = Lifetime.of(now.settings(), now.effectiveAt()).endOf(set.lockUntil());
    if (!until.isAfter(now.effectiveAt())) {
      checks.add(Rejection.DATE_IN_PAST, Map.of("date", now.wording().day(set.lockUntil())));
    }
    return until;
  }

  /** A level's own rate makes the card follow its levels again. */
  private Terms terms(SetLevel set, Level level, @Nullable Instant lockedUntil) {
    Terms before = card.terms();
    return set.appliesItsRate()
        ? new Terms(level.percentage(), false, level.code(), lockedUntil)
        : new Terms(before.percentage(), before.manual(), level.code(), lockedUntil);
  }

  Decision recalculate(RecalculateLevel recalculate) {
    now.requireActive(card, checks);
    requireLevels();
    if (!ladder.isEmpty() && !ladder.isSound()) {
      checks.add(Rejection.LEVEL_LADDER_INVALID);
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    boolean downgrade =
        Objects.requireNonNullElse(
            recalculate.allowDowngrade(), now.settings().levels().allowsDowngrade());
    Reach counts = qualifying.of(card);
    Optional<LevelChanged> due = due(card, counts, now.settings(), now.effectiveAt(), downgrade);
    Returned returned =
        answered(due.map(LevelChanged::to).orElse(card.terms()))
            .with("changed", Wording.flag(due.isPresent()))
            .with("turnover_used", counts.text());
    return due.isPresent()
        ? recalculated(due.get(), counts, recalculate.reason(), returned)
        : now.look(card, toNext(card, returned), unchangedSentence());
  }

  private Decision recalculated(LevelChanged due, Reach counts, Reason reason, Returned returned) {
    write(due, reason);
    return now.accept(
        draft, List.of(), toNext(draft.account(), returned), movedSentence(due, counts));
  }

  /**
   * Looks at the level again now that a period is over. What counts today may raise it; what the
   * period and its grace saw keeps it; what is reached no more goes as far as the program says.
   */
  Decision review() {
    Reach counts = qualifying.of(card);
    Reach judged = qualifying.judged(card);
    Optional<LevelChanged> due = reviewed(counts, judged);
    boolean up = due.isPresent() && isUp(due.get());
    Returned returned =
        answered(due.map(LevelChanged::to).orElse(card.terms()))
            .with("changed", Wording.flag(due.isPresent()))
            .with("turnover_used", (up ? counts : judged).text());
    if (due.isEmpty()) {
      return now.look(card, toNext(card, returned), unchangedSentence());
    }
    return recalculated(due.get(), up ? counts : judged, new Reason("", REVIEW, ""), returned);
  }

  private Optional<LevelChanged> reviewed(Reach counts, Reach judged) {
    boolean stays = card.status() != CardStatus.ACTIVE || lockedAt(card, now.effectiveAt());
    if (stays || ladder.isEmpty() || !ladder.isSound()) {
      return Optional.empty();
    }
    int from = ladder.height(card.levelCode());
    int reached = height(counts);
    int kept = Math.max(reached, height(judged));
    int to = reached > from ? reached : kept >= from ? from : lower(from, kept);
    return to == from ? Optional.empty() : Optional.of(moved(card, ladder.at(to), now.settings()));
  }

  private int height(Reach counts) {
    return ladder.reachedBy(counts.value()).map(Level::code).map(ladder::height).orElse(-1);
  }

  private int lower(int from, int kept) {
    return switch (now.settings().levels().downgrade()) {
      case NEVER -> from;
      case ONE_STEP -> from - 1;
      case TO_REACHED -> kept;
    };
  }

  private boolean isUp(LevelChanged due) {
    return ladder.height(due.to().levelCode()) > ladder.height(card.levelCode());
  }

  private Returned toNext(Account then, Returned returned) {
    next(then, now).ifPresent(n -> returned.with("to_next_level_sum", n.missing().text()));
    return returned;
  }

  private void write(LevelChanged change, Reason given) {
    Reason reason = Situation.reason(given, now.command().context());
    draft.add(change, BigDecimal.ZERO, reason, null, now.effectiveAt());
  }

  private Returned answered(Terms terms) {
    return new Returned(now.command())
        .with("level_old", card.levelCode())
        .with("level_new", terms.levelCode())
        .with("percentage_old", Wording.percentage(card.percentage()))
        .with("percentage_new", Wording.percentage(terms.percentage()));
  }

  private String name(String code) {
    return ladder.level(code).map(Level::name).orElse(code);
  }

  private String setSentence(Terms terms) {
    Wording wording = now.wording();
    return wording
        .pick("Карте присвоен уровень «%s», процент %s.", "Card moved to level %s, rate %s.")
        .formatted(name(terms.levelCode()), wording.number(terms.percentage()));
  }

  private String alreadySentence(Terms terms) {
    Wording wording = now.wording();
    return wording
        .pick(
            "У карты и так уровень «%s», процент %s.", "The card is on level %s already, rate %s.")
        .formatted(name(terms.levelCode()), wording.number(terms.percentage()));
  }

  private String movedSentence(LevelChanged due, Reach counts) {
    Wording wording = now.wording();
    String code = due.to().levelCode();
    String bought = counts.bought(wording);
    if (code.isEmpty()) {
      return wording.pick("Уровень снят: %s.", "Level removed: %s.").formatted(bought);
    }
    String moved =
        isUp(due)
            ? wording.pick("Уровень повышен до «%s»: %s.", "Upgraded to %s: %s.")
            : wording.pick("Уровень понижен до «%s»: %s.", "Downgraded to %s: %s.");
    return moved.formatted(name(code), bought);
  }

  private String unchangedSentence() {
    Wording wording = now.wording();
    Instant lockedUntil = card.terms().levelLockedUntil();
    if (lockedUntil != null && lockedAt(card, now.effectiveAt())) {
      return wording
          .pick("Уровень не изменился: он закреплён по %s.", "Level unchanged: locked through %s.")
          .formatted(wording.day(wording.lastDayBefore(lockedUntil)));
    }
    return next(card, now)
        .map(
            next ->
                wording
                    .pick(
                        "Уровень не изменился, до следующего %s.",
                        "Level unchanged, %s to the next one.")
                    .formatted(next.missing().amount(wording)))
        .orElseGet(
            () ->
                wording.pick(
                    "Уровень не изменился, он самый высокий.", "Level unchanged, it is the top."));
  }
}
