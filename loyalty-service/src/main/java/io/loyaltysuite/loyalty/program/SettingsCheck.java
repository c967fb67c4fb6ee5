package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether settings may become a portal's next version. Finds everything that is wrong at once:
 * single values as {@link SettingsText} reads them, names that do not exist, and what does not fit
 * together (spec 4.7: the ladder is validated on save).
 */
final class SettingsCheck {

  /** Every result carries the settings it was decided with. */
  private static final int MAX_CHARACTERS = 32 * 1024;

  private static final int MAX_NAME = 100;
  private static final int PERCENT_DIGITS = 4;
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z._-]{1,64}");
  private static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}]{1,255}");
  private static final String CODE_EN = "1 to 64 digits, Latin letters, dots, hyphens, underscores";
  private static final String CODE_RU =
      "от 1 до 64 цифр, латинских букв, точек, дефисов, подчёркиваний";
  private static final String TITLE_EN = "1 to 255 characters in one line";
  private static final String TITLE_RU = "от 1 до 255 знаков в одну строку";

  private final Map<String, String> given;
  private final Settings read;
  private final List<Fault> faults = new ArrayList<>();

  private SettingsCheck(Map<String, String> given, SettingsText.Reading reading) {
    this.given = given;
    this.read = reading.settings();
    this.faults.addAll(reading.faults());
  }

  /**
   * What is wrong.
   *
   * @param currencyInUse what cards of the portal are kept in; it cannot change any more (spec 4.2)
   */
  static List<Fault> faults(Map<String, String> given, @Nullable Currency currencyInUse) {
    int characters =
        given.entrySet().stream().mapToInt(e -> e.getKey().length() + e.getValue().length()).sum();
    if (characters > MAX_CHARACTERS) {
      return List.of(
          Fault.of(
              "*",
              characters + "",
              "at most " + MAX_CHARACTERS + " characters in all names and values",
              "не больше " + MAX_CHARACTERS + " знаков во всех именах и значениях"));
    }
    SettingsCheck check = new SettingsCheck(given, SettingsText.reading(0, given));
    check.names();
    check.currency(currencyInUse);
    check.rates();
    check.lifetime();
    check.numbers();
    check.amounts();
    check.ladder();
    check.touchPoints();
    return List.copyOf(check.faults);
  }

  private void names() {
    for (String name : new TreeMap<>(given).keySet()) {
      if (!read.toMap().containsKey(name)) {
        unknown(name);
      }
    }
  }

  private void unknown(String name) {
    String shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
    String value = given.getOrDefault(name, "");
    if (name.startsWith("level.")) {
      add(
          shown,
          value,
          "levels are numbered from 1 without a gap, each with a code",
          "уровни нумеруются с 1 без пропусков, у каждого есть code");
    } else if (name.startsWith("touch_point.")) {
      add(shown, value, "every touch point has a name", "у каждой точки продаж есть name");
    } else {
      add(shown, value, "the name of a setting", "имя одной из настроек");
    }
  }

  private void currency(@Nullable Currency inUse) {
    Currency wanted = read.program().currency();
    if (inUse != null && !inUse.equals(wanted)) {
      String code = inUse.getCurrencyCode();
      add(
          "program.currency",
          wanted.getCurrencyCode(),
          code + ", because cards are kept in it",
          code + ", потому что в ней ведутся карты");
    }
  }

  private void rates() {
    BigDecimal min = read.program().minPercentage();
    BigDecimal max = read.program().maxPercentage();
    if (min.compareTo(max) > 0) {
      add(
          "program.min_percentage",
          min,
          "at most program.max_percentage, " + plain(max),
          "не больше program.max_percentage, " + plain(max));
      return;
    }
    rate("card.percentage", read.card().percentage());
    forEachLevel((at, level) -> rate(at + "percentage", level.percentage()));
    digits("program.min_percentage", min, PERCENT_DIGITS);
    digits("program.max_percentage", max, PERCENT_DIGITS);
    digits("payment.max_share_percent", read.payment().maxSharePercent(), PERCENT_DIGITS);
    forEachLevel(
        (at, level) -> {
          BigDecimal share = level.maxPaymentShare();
          if (share != null) {
            digits(at + "max_payment_share", share, PERCENT_DIGITS);
          }
        });
  }

  private void rate(String name, BigDecimal rate) {
    BigDecimal min = read.program().minPercentage();
    BigDecimal max = read.program().maxPercentage();
    if (rate.compareTo(min) < 0 || rate.compareTo(max) > 0) {
      add(
          name,
          rate,
          "%s to %s, the range of the program".formatted(plain(min), plain(max)),
          "от %s до %s, как задано для программы".formatted(plain(min), plain(max)));
    }
    digits(name, rate, PERCENT_DIGITS);
  }

  private void lifetime() {
    LifetimeRules lifetime = read.accrual().lifetime();
    if (lifetime.until() != null && lifetime.ends() != LifetimeEnds.DAY) {
      add(
          "accrual.lifetime_ends",
          given.getOrDefault("accrual.lifetime_ends", ""),
          "day, because accrual.lifetime_until says when bonuses end",
          "day, потому что accrual.lifetime_until задаёт, когда бонусы сгорают");
    }
  }

  private void numbers() {
    CardRules card = read.card();
    if (card.numberMinLength() > card.numberMaxLength()) {
      String max = "card.number_max_length, " + card.numberMaxLength();
      add(
          "card.number_min_length",
          card.numberMinLength() + "",
          "at most " + max,
          "не больше " + max);
    }
    if (card.numberPrefix().length() + 3 > card.numberLength()) {
      add(
          "card.number_length",
          card.numberLength() + "",
          "at least 3 more than card.number_prefix has",
          "хотя бы на 3 больше, чем в card.number_prefix");
    }
  }

  private void amounts() {
    int digits = read.program().currency().getDefaultFractionDigits();
    digits("accrual.max_per_operation", read.accrual().maxPerOperation(), digits);
    digits("accrual.max_per_day", read.accrual().maxPerDay(), digits);
    digits("accrual.max_balance", read.accrual().maxBalance(), digits);
    digits("payment.min", read.payment().min(), digits);
    digits("payment.max_per_operation", read.payment().maxPerOperation(), digits);
    digits("payment.max_per_day", read.payment().maxPerDay(), digits);
    digits("payment.min_document_sum", read.payment().minDocumentSum(), digits);
    int ofThresholds = read.levels().metric() == LevelMetric.COUNT ? 0 : digits;
    forEachLevel((at, level) -> digits(at + "threshold", level.threshold(), ofThresholds));
  }

  private void digits(String name, BigDecimal number, int most) {
    if (number.stripTrailingZeros().scale() > most) {
      add(
          name,
          number,
          "at most %d digits after the point".formatted(most),
          "не больше %d знаков после точки".formatted(most));
    }
  }

  private void ladder() {
    Set<String> codes = new HashSet<>();
    List<Level> levels = read.ladder().levels();
    forEachLevel(
        (at, level) -> {
          text(at + "code", level.code(), CODE, CODE_EN, CODE_RU);
          text(at + "name", level.name(), TITLE, TITLE_EN, TITLE_RU);
          if (!codes.add(level.code())) {
            add(
                at + "code",
                level.code(),
                "a code that no level below has",
                "код, которого нет у уровней ниже");
          }
        });
    for (int i = 1; i < levels.size(); i++) {
      BigDecimal below = levels.get(i - 1).threshold();
      if (levels.get(i).threshold().compareTo(below) <= 0) {
        add(
            "level." + (i + 1) + ".threshold",
            levels.get(i).threshold(),
            "more than %s, the threshold of the level below".formatted(plain(below)),
            "больше %s, порога уровня ниже".formatted(plain(below)));
      }
    }
  }

  private void touchPoints() {
    new TreeMap<>(read.touchPoints())
        .forEach(
            (id, point) -> {
              text("touch_point." + id, id, CODE, CODE_EN, CODE_RU);
              text("touch_point." + id + ".name", point.name(), TITLE, TITLE_EN, TITLE_RU);
            });
  }

  private void text(String name, String value, Pattern pattern, String en, String ru) {
    if (!pattern.matcher(value).matches()) {
      add(name, value, en, ru);
    }
  }

  private void forEachLevel(LevelVisit visit) {
    List<Level> levels = read.ladder().levels();
    for (int i = 0; i < levels.size(); i++) {
      visit.of("level." + (i + 1) + ".", levels.get(i));
    }
  }

  @FunctionalInterface
  private interface LevelVisit {
    void of(String at, Level level);
  }

  private void add(String name, BigDecimal got, String en, String ru) {
    add(name, plain(got), en, ru);
  }

  private void add(String name, String got, String en, String ru) {
    faults.add(Fault.of(name, got, en, ru));
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }
}
