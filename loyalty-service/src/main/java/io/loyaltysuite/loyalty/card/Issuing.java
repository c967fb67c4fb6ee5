package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Change.CardIssued;
import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.card.Operation.IssueCard;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Issues a card to a contact. */
final class Issuing {

  private final IssueCard issue;
  private final Situation now;
  private final Checks checks;
  private final Settings settings;
  private final Currency currency;

  private Issuing(IssueCard issue, Situation now, Checks checks) {
    this.issue = issue;
    this.now = now;
    this.checks = checks;
    this.settings = now.settings();
    this.currency = settings.program().currency();
  }

  static Set<Key> facts(IssueCard issue, Command command, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>();
    if (issue.cardNumber().isEmpty()) {
      Numbers.candidates(command.id(), issue.phone(), settings.card())
          .forEach(number -> keys.add(new Key(Kind.CARD_NUMBER, number)));
    } else {
      keys.add(new Key(Kind.CARD_NUMBER, issue.cardNumber()));
    }
    if (!issue.barcode().isEmpty()) {
      keys.add(new Key(Kind.BARCODE, issue.barcode()));
    }
    if (!issue.affiliateCardNumber().isEmpty()) {
      keys.addAll(Referrer.facts(issue.affiliateCardNumber()));
    }
    return keys;
  }

  /** The client has a card already: that is success unless the call wants an error. */
  static Decision existing(IssueCard issue, Account card, Situation now, Checks checks) {
    if (issue.errorIfExists()) {
      checks.add(Rejection.CONTACT_ALREADY_HAS_CARD, Map.of("card", card.number()));
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Returned returned =
        new Returned(now.command())
            .with("created", "N")
            .with("contact_id", card.contactId())
            .with("barcode", card.barcode());
    return now.look(
        card,
        returned,
        now.wording()
            .pick(
                "У клиента уже есть карта %s, новая не выпускалась.",
                "The client already has card %s; no new card was issued.")
            .formatted(card.number()));
  }

  static Decision decide(IssueCard issue, Situation now, Checks checks) {
    return new Issuing(issue, now, checks).decide();
  }

  private Decision decide() {
    String number = number();
    BigDecimal percentage = percentage();
    checkBarcode();
    checkStartBalance();
    checkAffiliate();
    if (!checks.passed()) {
      return now.reject(null, checks);
    }
    return issued(number, percentage);
  }

  private String number() {
    if (issue.cardNumber().isEmpty()) {
      return freeNumber();
    }
    String number = issue.cardNumber();
    if (!Numbers.valid(number, settings.card())) {
      String rule = Numbers.rule(settings.card(), now.command().language());
      checks.add(Rejection.CARD_NUMBER_INVALID, Map.of("value", number, "rule", rule));
    }
    if (taken(number)) {
      checks.add(Rejection.CARD_NUMBER_TAKEN, Map.of("card", number));
    }
    return number;
  }

  private String freeNumber() {
    Optional<String> free =
        Numbers.candidates(now.command().id(), issue.phone(), settings.card()).stream()
            .filter(number -> !taken(number))
            .findFirst();
    if (free.isEmpty()) {
      checks.add(Rejection.CARD_NUMBER_POOL_EXHAUSTED);
    }
    return free.orElse("");
  }

  private boolean taken(String number) {
    return !now.lookups().of(new Key(Kind.CARD_NUMBER, number)).isEmpty();
  }

  private void checkBarcode() {
    if (!issue.barcode().isEmpty()
        && !now.lookups().of(new Key(Kind.BARCODE, issue.barcode())).isEmpty()) {
      checks.add(Rejection.BARCODE_TAKEN);
    }
  }

  /** As given, else the level's, else the program's. */
  private BigDecimal percentage() {
    Optional<Level> level = settings.ladder().level(issue.levelCode());
    if (!issue.levelCode().isEmpty() && level.isEmpty()) {
      checks.add(Rejection.CARD_LEVEL_NOT_FOUND, Map.of("level", issue.levelCode()));
    }
    BigDecimal byDefault = level.map(Level::percentage).orElse(settings.card().percentage());
    BigDecimal percentage = Objects.requireNonNullElse(issue.percentage(), byDefault);
    RateChecks rates = new RateChecks(now, checks);
    rates.inRange(percentage);
    rates.precise("percentage", percentage);
    return percentage;
  }

  private void checkStartBalance() {
    BigDecimal start = issue.startBalance();
    if (start.signum() < 0) {
      checks.add(Rejection.AMOUNT_NEGATIVE);
    }
    if (!Money.fits(start, currency)) {
      checks.add(Rejection.AMOUNT_SCALE_EXCEEDED, Map.of("value", now.wording().number(start)));
    }
    if (start.compareTo(AmountChecks.CEILING) > 0) {
      invalid("start_balance", start);
    }
  }

  private void invalid(String field, BigDecimal value) {
    checks.add(Rejection.INPUT_INVALID, Map.of("field", field, "value", value.toPlainString()));
  }

  private void checkAffiliate() {
    if (!issue.affiliateCardNumber().isEmpty()) {
      Referrer.check(issue.affiliateCardNumber(), contact(), issue.phone(), now, checks);
    }
  }

  private String contact() {
    return Selecting.contactOf(issue, now.command().context());
  }

  private Decision issued(String number, BigDecimal percentage) {
    Reason reason = Situation.reason(issue.reason(), now.command().context());
    CardIssued card =
        new CardIssued(
            number,
            issue.barcode(),
            issue.externalId(),
            contact(),
            currency,
            issue.blocked() ? CardStatus.BLOCKED : CardStatus.ACTIVE,
            issue.blocked() ? reason.comment() : "",
            Wording.canonical(percentage),
            issue.levelCode(),
            issue.affiliateCardNumber());
    Draft draft = Draft.ofNewCard(now);
    draft.add(card, BigDecimal.ZERO, reason, null, now.effectiveAt());
    Money start = new Money(issue.startBalance(), currency);
    Returned returned =
        new Returned(now.command())
            .with("created", "Y")
            .with("contact_id", card.contactId())
            .with("barcode", card.barcode())
            .with("start_balance", start);
    if (start.isPositive()) {
      returned.with("transaction_id", startBalance(draft, start, reason).toString());
    }
    return now.accept(draft, claims(draft.account()), returned, sentence(number, start));
  }

  /** Bonuses given with the card are spendable at once and live as long as accrued ones. */
  private UUID startBalance(Draft draft, Money start, Reason reason) {
    UUID transaction = now.id("transaction");
    Accrued accrued =
        new Accrued(
            now.id("lot"),
            start.amount(),
            now.effectiveAt(),
            Lifetime.of(settings, now.effectiveAt()).defaultExpiry(),
            "");
    Reason own = new Reason(reason.id(), "card.start", reason.comment());
    draft.add(accrued, start.amount(), own, transaction, now.effectiveAt());
    return transaction;
  }

  private List<Claim> claims(Account card) {
    Found found = new Found(card.cardId(), card.number(), card.contactId(), phone(), issue.email());
    List<Claim> claims = found.claims(card);
    if (issue.contact() != null) {
      claims.addAll(Contacting.claims(issue.contact(), UUID.fromString(issue.contactId())));
    }
    claims.addAll(Holder.of(issue.crmContactId(), issue.externalIds()).claims(found));
    claims.add(Standing.claim(card));
    if (!card.affiliateCardNumber().isEmpty()) {
      claims.add(Referrer.claim(card.cardId(), referrer(card.affiliateCardNumber())));
    }
    return claims;
  }

  private Found referrer(String number) {
    return Found.parse(now.lookups().of(new Key(Kind.CARD_NUMBER, number)).getFirst());
  }

  /** The phone given with the call, else the number if the caller made it one. */
  private String phone() {
    if (!issue.phone().isEmpty()) {
      return issue.phone();
    }
    return Phones.mayBe(issue.cardNumber()) ? Phones.digits(issue.cardNumber()) : "";
  }

  private String sentence(String number, Money start) {
    Wording wording = now.wording();
    return wording
        .pick("Карта %s выпущена, начальный баланс %s.", "Card %s issued, starting balance %s.")
        .formatted(number, wording.money(start));
  }
}
