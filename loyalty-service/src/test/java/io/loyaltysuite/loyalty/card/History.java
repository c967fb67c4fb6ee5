package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** A random but repeatable life of a few cards: the seed decides everything. */
public final class History {

  private static final int CONTACTS = 4;
  private static final int DOCUMENTS = 40;
  private static final List<String> WINDOWS =
      List.of("all_time", "calendar_year", "rolling_365_days", "previous_year");
  private static final List<String> DOWNGRADES = List.of("never", "one_step", "to_reached");

  private static final List<String> ENDS = List.of("day", "month", "quarter", "year");
  private static final List<String> UNTIL = List.of("", "", "", "12-31", "02-29", "06-30");

  private final SplittableRandom random;

  /** Apart from the others, so that scheduled commands come between them and change none. */
  private final SplittableRandom sweeps;

  /** Apart, too, so that what limits payments moves no other choice. */
  private final SplittableRandom limits;

  private final Ledger ledger = new Ledger();

  private Instant clock;
  private long step;
  private final List<PortalWork> works = new ArrayList<>();
  private String lastHold = "none";

  public History(long seed) {
    this(seed, Call.NOON);
  }

  History(long seed, Instant start) {
    clock = start;
    random = new SplittableRandom(seed);
    sweeps = new SplittableRandom(~seed);
    limits = new SplittableRandom(-seed);
    ledger.with(settings());
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Handles one more random command, now and then one that nobody sent. */
  public Ledger.Handled next() {
    return unsent().map(ledger::handle).orElseGet(this::sent);
  }

  private Optional<Command> unsent() {
    return switch (sweeps.nextInt(25)) {
      case 0, 1, 2, 3, 4 -> overdue();
      case 5 -> review();
      default -> Optional.empty();
    };
  }

  private Optional<Command> review() {
    List<Account> cards = ledger.accounts();
    return cards.isEmpty()
        ? Optional.empty()
        : Scheduled.lastReview(ledger.settings(), clock)
            .map(
                at ->
                    Scheduled.review(
                        "portal", cards.get(sweeps.nextInt(cards.size())).cardId(), at));
  }

  Instant clock() {
    return clock;
  }

  /** What should have been written down for the longest time. */
  private Optional<Command> overdue() {
    return ledger.accounts().stream()
        .filter(card -> card.due().filter(due -> !due.at().isAfter(clock)).isPresent())
        .min(Comparator.comparing(card -> card.due().orElseThrow().at()))
        .map(card -> Scheduled.settle("portal", card.cardId(), card.due().orElseThrow()));
  }

  private Ledger.Handled sent() {
    step++;
    clock = clock.plus(Duration.ofMinutes(random.nextInt(1, 60 * 40)));
    Ledger.Handled handled = ledger.handle(call().token("t" + step).at(received()).command());
    if (handled.decision() instanceof Decision.Accepted accepted && accepted.work() != null) {
      works.add(accepted.work());
    }
    return handled;
  }

  /** Commands may come late and out of order. */
  private Instant received() {
    return random.nextInt(10) == 0 ? clock.minus(Duration.ofHours(random.nextInt(100))) : clock;
  }

  private Call call() {
    Call call =
        switch (random.nextInt(60)) {
          case 0, 1 -> issue();
          case 2 -> block();
          case 3 -> select(Call.of("card_unblock"));
          case 4, 5 -> select(Call.of("card_get"));
          case 6, 7, 8, 9, 10, 11, 12 -> accrue();
          case 13, 14, 15, 16, 17, 18, 19 -> pay();
          case 20 -> rate();
          case 21 -> level();
          case 22, 23, 24 -> accruePercent();
          case 25, 26, 27 -> purchase();
          case 28, 29, 30, 31, 32 -> refund();
          case 33, 34, 35, 36 -> hold();
          case 37, 38, 39 -> endHold();
          case 40, 41 -> burn();
          case 42 -> Call.of("check").with("fail_with", random.nextBoolean() ? "rate_limited" : "");
          case 43 -> delete();
          case 44, 45 -> period(select(Call.of("turnover_get")));
          case 46 -> transactions();
          case 47, 48 ->
              select(Call.of("affiliate_set"))
                  .with("affiliate_card_number", "card-" + random.nextInt(6))
                  .with("overwrite", random.nextBoolean() ? "Y" : "N");
          case 49, 50, 51 -> affiliateAccrue();
          case 52, 53 -> replace();
          case 54 -> find();
          case 55 -> random.nextInt(3) == 0 ? merge() : select(Call.of("level_recalculate"));
          case 56, 57 -> discount();
          case 58, 59 -> settleDiscount();
          default -> select(Call.of("level_recalculate"));
        };
    if (random.nextBoolean()) {
      return call.onDeal(Integer.toString(random.nextInt(DOCUMENTS)));
    }
    return sweeps.nextInt(4) == 0 ? call.overRest() : call;
  }

  private Call issue() {
    Call call =
        Call.of("card_create")
            .with("contact_id", contact())
            .with("start_balance", amount(500))
            .in(random.nextBoolean() ? Language.RU : Language.EN);
    if (random.nextInt(3) == 0) {
      call.with("card_number", "card-" + random.nextInt(6));
    }
    if (random.nextInt(3) == 0) {
      call.with("affiliate_card_number", "card-" + random.nextInt(6));
    }
    return random.nextInt(4) == 0 ? call.with("if_exists", "error") : call;
  }

  private Call delete() {
    return select(Call.of("card_delete"))
        .with("balance_action", random.nextBoolean() ? "burn" : "refuse");
  }

  private Call affiliateAccrue() {
    Call call =
        select(Call.of("affiliate_accrue"))
            .with("levels_up", Integer.toString(random.nextInt(1, 4)))
            .with("only_first_purchase", random.nextInt(4) == 0 ? "Y" : "N")
            .with("no_affiliate_is_error", random.nextInt(4) == 0 ? "Y" : "N");
    return once(
        random.nextBoolean()
            ? call.with("mode", "fixed").with("amount", amount(80))
            : call.with("base_sum", amount(900)));
  }

  private Call replace() {
    Call call =
        select(Call.of("card_replace")).with("old_card", random.nextBoolean() ? "block" : "delete");
    return random.nextBoolean() ? call : call.with("new_card_number", "card-" + random.nextInt(6));
  }

  /** Mostly of two cards in use, now and then of one that is not there. */
  private Call merge() {
    List<Account> cards =
        ledger.accounts().stream().filter(card -> card.status() == CardStatus.ACTIVE).toList();
    int number = cards.size();
    if (number < 2 || random.nextInt(6) == 0) {
      return select(Call.of("card_merge")).with("from_card_number", "card-" + random.nextInt(6));
    }
    int stays = random.nextInt(number);
    int goes = (stays + 1 + random.nextInt(number - 1)) % number;
    return Call.of("card_merge")
        .with("card_id", cards.get(stays).cardId().toString())
        .with("from_card_id", cards.get(goes).cardId().toString());
  }

  private Call find() {
    String[] picks = {"single", "newest", "richest", "all"};
    return Call.of("card_find")
        .with("contact_id", contact())
        .with("pick", picks[random.nextInt(picks.length)]);
  }

  private Call transactions() {
    Call call = period(select(Call.of("transactions_list")));
    return switch (random.nextInt(4)) {
      case 0 -> call.with("type", "accrual").with("limit", "3");
      case 1 -> call.with("type", "payment").with("limit", "51");
      case 2 -> call.with("reason_code", "bonus.burn");
      default -> call;
    };
  }

  /** Mostly with one end at least, now and then with its ends the wrong way round. */
  private Call period(Call call) {
    if (random.nextInt(3) != 0) {
      call.with("date_from", day(random.nextInt(-60, 1)));
    }
    return random.nextBoolean() ? call.with("date_to", day(random.nextInt(-40, 3))) : call;
  }

  private Call block() {
    Call call =
        select(Call.of("card_block"))
            .with("block_reason", "проверка")
            .with("release_holds", random.nextBoolean() ? "Y" : "N");
    Instant until = clock.plus(Duration.ofHours(random.nextInt(-5, 100)));
    return random.nextInt(4) == 0 ? call : call.with("block_until", until.toString());
  }

  private Call rate() {
    Call call =
        switch (random.nextInt(3)) {
          case 0 -> Call.of("percentage_set").with("percentage", rate(-1, 12));
          case 1 -> Call.of("percentage_increment").with("delta", rate(0, 4)).with("max", "9");
          default -> Call.of("percentage_decrement").with("delta", rate(0, 4)).with("min", "2");
        };
    return select(random.nextInt(3) == 0 ? call.with("on_limit", "error") : call);
  }

  private String rate(int least, int most) {
    return random.nextInt(least, most) + "." + random.nextInt(10);
  }

  private Call level() {
    Call call = select(Call.of("level_set")).with("level_code", "level-" + random.nextInt(1, 5));
    return random.nextBoolean()
        ? call.with("lock_until", day(random.nextInt(-2, 30)))
        : call.with("apply_default_percentage", "N");
  }

  private Call accrue() {
    Call call = select(Call.of("accrue")).with("amount", amount(300));
    if (random.nextInt(3) == 0) {
      call.with("available_after_days", Integer.toString(random.nextInt(6)));
    }
    switch (random.nextInt(4)) {
      case 0 -> call.with("expires_after_days", Integer.toString(random.nextInt(20)));
      case 1 -> call.with("expires_at", day(random.nextInt(-2, 40)));
      default -> {}
    }
    return once(call);
  }

  private Call accruePercent() {
    Call call = select(Call.of("accrue_percent"));
    if (random.nextInt(8) != 0) {
      call.with("base_sum", amount(2000));
    }
    if (random.nextInt(3) == 0) {
      call.with("percent", rate(-1, 20));
    }
    switch (random.nextInt(4)) {
      case 0 -> call.with("min_base", "300").with("max_amount", "50");
      case 1 -> call.with("rounding", "integer_down").with("exclude_bonus_paid", "N");
      case 2 -> call.with("available_after_days", "2").with("expires_after_days", "9");
      default -> {}
    }
    return once(call);
  }

  private Call purchase() {
    Call call =
        select(Call.of("purchase_register"))
            .with("purchase_sum", amount(1500))
            .with("accrue", random.nextBoolean() ? "Y" : "N")
            .with("recalculate_level", random.nextInt(3) == 0 ? "N" : "Y");
    if (random.nextInt(4) != 0) {
      call.with("purchase_id", "p" + random.nextInt(150));
    }
    return random.nextInt(3) == 0 ? call.with("purchase_date", day(random.nextInt(-5, 2))) : call;
  }

  private Call refund() {
    Call call = Call.of("refund");
    if (random.nextInt(3) != 0) {
      call.with("transaction_id", transaction());
    } else if (random.nextBoolean()) {
      call.with("document_sum", amount(900));
    }
    if (random.nextInt(3) != 0) {
      call.with("amount", amount(200));
    }
    return random.nextBoolean() ? call.with("overspent", "clamp") : call;
  }

  /** One of the latest transactions of some card. */
  private String transaction() {
    List<Account> cards = ledger.accounts();
    if (cards.isEmpty()) {
      return "none";
    }
    List<Entry> entries = ledger.entries(cards.get(random.nextInt(cards.size())).cardId());
    List<UUID> transactions =
        entries.stream().map(Entry::transactionId).filter(Objects::nonNull).toList();
    return transactions.isEmpty()
        ? "none"
        : transactions
            .get(transactions.size() - 1 - random.nextInt(Math.min(15, transactions.size())))
            .toString();
  }

  private Call burn() {
    Call call = select(Call.of("burn")).with("dry_run", random.nextInt(4) == 0 ? "Y" : "N");
    return switch (random.nextInt(8)) {
      case 0 -> call.with("mode", "all");
      case 1, 2 -> call.with("mode", "accrued_before").with("date", day(random.nextInt(-20, 2)));
      case 3, 4, 5 -> call.with("mode", "amount").with("amount", amount(100));
      default -> call;
    };
  }

  private Call hold() {
    Call call = payment(Call.of("hold"));
    return random.nextBoolean()
        ? call.with("lifetime_minutes", Integer.toString(random.nextInt(1, 9000)))
        : call;
  }

  /** Mostly of a hold that is open, now and then of one that is not. */
  private Call endHold() {
    List<Hold> open = ledger.accounts().stream().flatMap(card -> card.holds().stream()).toList();
    if (!open.isEmpty() && random.nextInt(5) != 0) {
      lastHold = open.get(random.nextInt(open.size())).id().toString();
    }
    Call call = Call.of(random.nextBoolean() ? "hold_capture" : "hold_release");
    call.with("hold_id", lastHold);
    return random.nextBoolean() ? call.with("amount", amount(150)) : call;
  }

  private Call discount() {
    if (random.nextInt(3) != 0) {
      return payment(Call.of("deal_discount_amount")).with("deal_id", deal());
    }
    return select(Call.of("deal_discount_percent"))
        .with("charge_bonuses", random.nextBoolean() ? "Y" : "N")
        .with("document_sum", amount(900))
        .with("deal_id", deal());
  }

  private String deal() {
    return Integer.toString(1 + random.nextInt(DOCUMENTS));
  }

  /** What the portal says of a discount it was asked for, now and then late or twice. */
  private Call settleDiscount() {
    if (works.isEmpty()) {
      return Call.of("check");
    }
    PortalWork work = works.get(random.nextInt(works.size()));
    if (random.nextInt(4) != 0) {
      works.remove(work);
    }
    Call call = Call.of(Objects.requireNonNull(work.parameters().get("follow_up")));
    work.parameters().forEach(call::with);
    boolean undo = work.kind() == PortalWork.Kind.DEAL_DISCOUNT_UNDO;
    if (undo || random.nextInt(3) == 0) {
      return call.with("outcome", undo ? "undone" : "failed").with("failure", "deal_closed");
    }
    String most = work.parameters().getOrDefault("amount", "40");
    return call.with("outcome", "applied")
        .with("discount_amount", random.nextInt(4) == 0 ? "0" : most)
        .with("percent_applied", "5")
        .with("rows_changed", "2");
  }

  private Call pay() {
    return payment(Call.of("pay"));
  }

  private Call payment(Call payment) {
    Call call = select(payment);
    if (random.nextInt(6) != 0) {
      call.with("amount", amount(400));
    }
    if (random.nextInt(3) != 0) {
      call.with("document_sum", amount(2000));
    }
    if (random.nextInt(3) == 0) {
      call.with("max_share_percent", Integer.toString(random.nextInt(101)));
    }
    return once(random.nextBoolean() ? call.with("mode", "up_to") : call);
  }

  private Call once(Call call) {
    return switch (random.nextInt(4)) {
      case 0 -> call.with("once_per", "document");
      case 1 -> call.with("once_per", "reason").with("reason_id", "r" + random.nextInt(200));
      default -> call;
    };
  }

  private Call select(Call call) {
    return random.nextInt(5) == 0
        ? call.with("card_number", "card-" + random.nextInt(6))
        : call.with("contact_id", contact());
  }

  private String contact() {
    return Integer.toString(1 + random.nextInt(CONTACTS));
  }

  private String day(int fromNow) {
    return clock.plus(Duration.ofDays(fromNow)).toString().substring(0, 10);
  }

  /** Mostly plain amounts, now and then one that must be refused. */
  private String amount(int most) {
    int scale = random.nextInt(50) == 0 ? 3 : random.nextInt(3);
    long units = random.nextLong(-most / 50, most);
    return BigDecimal.valueOf(units)
        .add(BigDecimal.valueOf(random.nextInt(10), scale))
        .toPlainString();
  }

  private Settings settings() {
    Map<String, String> values = new HashMap<>();
    values.put("accrual.delay_days", Integer.toString(random.nextInt(3)));
    values.put("accrual.lifetime_days", Integer.toString(random.nextInt(3) * 10));
    values.put("accrual.max_open_lots", Integer.toString(random.nextInt(1, 12)));
    values.put("accrual.max_per_day", Integer.toString(random.nextInt(2) * 600));
    values.put("accrual.max_balance", Integer.toString(random.nextInt(2) * 3000));
    values.put("payment.min", Integer.toString(random.nextInt(2) * 20));
    values.put("payment.max_share_percent", Integer.toString(50 + random.nextInt(51)));
    values.put("card.max_per_contact", Integer.toString(1 + random.nextInt(2)));
    values.put("program.zone", random.nextBoolean() ? "Europe/Moscow" : "America/New_York");
    values.put("program.currency", random.nextInt(5) == 0 ? "JPY" : "RUB");
    int levels = random.nextInt(4);
    for (int level = 1; level <= levels; level++) {
      values.put("level." + level + ".code", "level-" + level);
      values.put("level." + level + ".percentage", Integer.toString(level * 2));
      values.put("level." + level + ".threshold", Integer.toString((level - 1) * 500));
      if (limits.nextBoolean()) {
        values.put("level." + level + ".max_payment_share", limits.nextInt(20, 101) + "");
      }
    }
    values.put("hold.max_open", Integer.toString(random.nextInt(1, 4)));
    values.put("refund.restore_grace_days", Integer.toString(random.nextInt(2) * 5));
    values.put("payment.max_per_day", Integer.toString(limits.nextInt(3) * 150));
    values.put("payment.min_document_sum", Integer.toString(limits.nextInt(2) * 900));
    values.put("level.window", WINDOWS.get(sweeps.nextInt(WINDOWS.size())));
    values.put("level.downgrade", DOWNGRADES.get(sweeps.nextInt(DOWNGRADES.size())));
    values.put("level.downgrade_grace_days", Integer.toString(sweeps.nextInt(3) * 10));
    values.put("level.allow_downgrade", random.nextBoolean() ? "Y" : "N");
    if (sweeps.nextInt(3) == 0) {
      values.put("level.metric", "count");
      values.replaceAll(
          (name, value) -> name.endsWith(".threshold") ? value.replace("500", "4") : value);
    }
    values.put("program.rest_round_input", sweeps.nextBoolean() ? "Y" : "N");
    values.put("accrual.lifetime_ends", ENDS.get(sweeps.nextInt(ENDS.size())));
    values.put("accrual.lifetime_until", UNTIL.get(sweeps.nextInt(UNTIL.size())));
    return Settings.of(random.nextLong(100), values);
  }
}
