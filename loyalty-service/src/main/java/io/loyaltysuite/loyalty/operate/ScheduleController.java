package io.loyaltysuite.loyalty.operate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.loyaltysuite.loyalty.card.ChangeText;
import io.loyaltysuite.loyalty.card.Due;
import io.loyaltysuite.loyalty.card.Entry;
import io.loyaltysuite.loyalty.card.Scheduled.Step;
import io.loyaltysuite.loyalty.ledger.DueWork;
import io.loyaltysuite.loyalty.ledger.LevelReviews;
import io.loyaltysuite.loyalty.schedule.ScheduleProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells what is due on a portal's cards: what is left to do, and what will happen by a day. */
@RestController
@RequestMapping("/portals/{memberId}/schedule")
class ScheduleController {

  private static final String MEMBER_ID = "[0-9A-Za-z._-]{1,64}";
  private static final int MAX_CARDS = 1000;

  private final DueWork work;
  private final LevelReviews reviews;
  private final ScheduleProperties properties;
  private final InstantSource clock;

  ScheduleController(
      DueWork work, LevelReviews reviews, ScheduleProperties properties, InstantSource clock) {
    this.work = work;
    this.reviews = reviews;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * How far the work is.
   *
   * @param due everything that was due by then should be written
   * @param left cards that are not, by what is due first; {@code unknown} have yet to be read
   * @param putAside cards that could not be settled and wait until somebody touches them
   * @param levels null for a portal that nobody has set up
   */
  record Progress(
      Instant due,
      Map<String, Long> left,
      @JsonProperty("put_aside") long putAside,
      @Nullable LevelsText levels) {}

  /**
   * How far the review of levels is.
   *
   * @param doneThrough reviews that began until then are done
   * @param underWay when the one under way began; null when there is none
   * @param seen cards that it, or the last one, looked at
   */
  record LevelsText(
      @JsonProperty("done_through") Instant doneThrough,
      @JsonProperty("under_way") @Nullable Instant underWay,
      long seen,
      long moved) {

    static LevelsText of(LevelReviews.Progress progress) {
      return new LevelsText(
          progress.doneThrough(),
          progress.underWay().orElse(null),
          progress.seen(),
          progress.moved());
    }
  }

  @GetMapping
  Progress progress(@PathVariable @Pattern(regexp = MEMBER_ID) String memberId) {
    var due = clock.instant().minus(properties.grace()).truncatedTo(ChronoUnit.MILLIS);
    var left = new TreeMap<String, Long>();
    Stream.of(Due.Kind.values()).forEach(kind -> left.put(kind.code(), 0L));
    left.put("unknown", 0L);
    left.putAll(work.left(memberId, due));
    var putAside = left.remove("failed");
    return new Progress(
        due,
        left,
        putAside == null ? 0 : putAside,
        reviews.progress(memberId).map(LevelsText::of).orElse(null));
  }

  /**
   * An entry to come.
   *
   * @param details what it says beyond the amount, as in the ledger
   */
  record EntryText(
      Instant at,
      String kind,
      String amount,
      @JsonProperty("balance_after") String balanceAfter,
      Map<String, String> details) {

    static EntryText of(Entry entry) {
      return new EntryText(
          entry.at(),
          ChangeText.kind(entry.change()),
          entry.amount().toPlainString(),
          entry.balanceAfter().toPlainString(),
          new TreeMap<>(ChangeText.details(entry.change())));
    }
  }

  /** A card and what will be written down about it. */
  record CardText(@JsonProperty("card_id") UUID cardId, String number, List<EntryText> entries) {}

  /**
   * What there will be of one kind.
   *
   * @param amount what it adds to the balances of the cards
   */
  record Total(long entries, String amount) {}

  /**
   * A page of a rehearsal.
   *
   * @param totals of the page, by kind of entry
   * @param next what to ask for as {@code after}; null on the last page
   */
  record Rehearsal(
      Instant until, Map<String, Total> totals, List<CardText> cards, @Nullable UUID next) {}

  /** What will be written down by an instant if nobody touches the cards; writes nothing. */
  @GetMapping("/rehearsal")
  Rehearsal rehearsal(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId,
      @RequestParam Instant until,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "200") @Min(1) @Max(MAX_CARDS) int limit) {
    var cards = work.rehearse(memberId, until, Optional.ofNullable(after), limit);
    var texts =
        cards.stream().map(card -> text(card.cardId(), card.number(), card.steps())).toList();
    var next = cards.size() == limit ? cards.getLast().cardId() : null;
    return new Rehearsal(
        until,
        totals(texts),
        texts.stream().filter(card -> !card.entries().isEmpty()).toList(),
        next);
  }

  /**
   * A page of the rehearsal of a review of levels.
   *
   * @param at when the review begins; null when there will be none
   */
  record LevelsRehearsal(
      Instant until, @Nullable Instant at, List<CardText> cards, @Nullable UUID next) {}

  /** What the next review of levels will do if it begins by an instant; writes nothing. */
  @GetMapping("/rehearsal/levels")
  LevelsRehearsal levels(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId,
      @RequestParam Instant until,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "200") @Min(1) @Max(MAX_CARDS) int limit) {
    return reviews
        .rehearse(memberId, until, Optional.ofNullable(after), limit)
        .map(
            page ->
                new LevelsRehearsal(
                    until,
                    page.at(),
                    page.moves().stream()
                        .map(
                            step ->
                                text(step.after().cardId(), step.after().number(), List.of(step)))
                        .toList(),
                    page.next().orElse(null)))
        .orElse(new LevelsRehearsal(until, null, List.of(), null));
  }

  private static CardText text(UUID cardId, String number, List<Step> steps) {
    var entries =
        steps.stream()
            .flatMap(step -> step.decision().entries().stream())
            .map(EntryText::of)
            .toList();
    return new CardText(cardId, number, entries);
  }

  private static Map<String, Total> totals(List<CardText> cards) {
    var totals = new TreeMap<String, Total>();
    cards.stream()
        .flatMap(card -> card.entries().stream())
        .forEach(
            entry ->
                totals.merge(entry.kind(), new Total(1, entry.amount()), ScheduleController::sum));
    return totals;
  }

  private static Total sum(Total a, Total b) {
    var amount = new BigDecimal(a.amount()).add(new BigDecimal(b.amount()));
    return new Total(a.entries() + b.entries(), amount.toPlainString());
  }
}
