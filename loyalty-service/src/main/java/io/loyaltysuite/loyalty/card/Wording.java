package io.loyaltysuite.loyalty.card;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values read in sentences of one language, and in variables, in the program's time zone. */
record Wording(Language language, ZoneId zone) {

  /** Longest message; values of callers are cut so that it is rarely reached. */
  static final int MAX_MESSAGE = 300;

  private static final int MAX_VALUE = 100;
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");
  private static final DateTimeFormatter RU_DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

  String pick(String ru, String en) {
    return language.pick(ru, en);
  }

  /** {@code 1 500,00 RUB} with plain spaces, or {@code 1,500.00 RUB}. */
  String money(Money money) {
    return amount(money) + " " + money.currency().getCurrencyCode();
  }

  /** The same without the currency. */
  String amount(Money money) {
    String text = money.amount().abs().toPlainString();
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String minor = point < 0 ? "" : pick(",", ".") + text.substring(point + 1);
    return (money.isNegative() ? "-" : "") + grouped(whole) + minor;
  }

  private String grouped(String digits) {
    StringBuilder grouped = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      grouped.insert(i, pick(" ", ","));
    }
    return grouped.toString();
  }

  /** {@code 5,5} or {@code 5.5}, without trailing zeros. */
  String number(BigDecimal number) {
    String text = plain(number);
    return language == Language.RU ? text.replace('.', ',') : text;
  }

  /** {@code 01.12.2026} or {@code 2026-12-01}. */
  String day(LocalDate day) {
    return language == Language.RU ? RU_DAY.format(day) : day.toString();
  }

  String day(Instant instant) {
    return day(dayOf(instant));
  }

  /** The day, and the time when it is not midnight. */
  String moment(Instant instant) {
    LocalTime time = instant.atZone(zone).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    return time.equals(LocalTime.MIDNIGHT) ? day(instant) : day(instant) + " " + time;
  }

  LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** The last day on which something that ends at {@code end} still holds. */
  LocalDate lastDayBefore(Instant end) {
    return dayOf(end.minusMillis(1));
  }

  /** ISO 8601 with offset, seconds precision, as variables carry it. */
  String isoInstant(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), zone));
  }

  /** Canonical percentage: at least one decimal, no other trailing zeros. */
  static String percentage(BigDecimal percentage) {
    return canonical(percentage).toPlainString();
  }

  /** The same rate always as the same value, so that snapshots of equal cards are equal. */
  static BigDecimal canonical(BigDecimal percentage) {
    BigDecimal stripped = percentage.stripTrailingZeros();
    return stripped.setScale(Math.max(1, stripped.scale()));
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static String flag(boolean value) {
    return value ? "Y" : "N";
  }

  /** The sentence with its values in place, never longer than {@link #MAX_MESSAGE}. */
  static String fill(String template, Map<String, String> values) {
    String sentence =
        PLACE
            .matcher(template)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        cut(printable(values.getOrDefault(place.group(1), "")), MAX_VALUE)));
    return sentence(sentence);
  }

  /** A sentence, never longer than {@link #MAX_MESSAGE}. */
  static String sentence(String text) {
    return cut(text, MAX_MESSAGE);
  }

  /** A text of a caller on one line, not too long for a list. */
  static String line(String value) {
    return cut(printable(value), MAX_VALUE);
  }

  /** {@code 1 операция, 2 операции, 5 операций}: the form that goes with the number in Russian. */
  static String russian(long number, String one, String few, String many) {
    long tens = number % 100;
    long ones = number % 10;
    if (ones == 1 && tens != 11) {
      return one;
    }
    return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? few : many;
  }

  private static String printable(String value) {
    return UNPRINTABLE.matcher(value).replaceAll(" ").strip();
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + "…";
  }
}
