package io.loyaltysuite.gateway.activity;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as portals and people write them, turned into plain decimal text. */
final class Numbers {

  private static final int PLAIN = 18;

  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");

  /** A whole number that was calculated, and so came as a fraction of zero. */
  private static final Pattern INTEGER_AS_FRACTION = Pattern.compile("([+-]?\\d{1,18})[.,]0{1,9}");

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,24}(\\.\\d{0,18})?|\\.\\d{1,18})");

  /** PHP writes very large and very small fractions like this. */
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[+-]?\\d(\\.\\d{1,18})?[Ee][+-]?\\d{1,2}");

  /** Every kind of space that separates groups of digits, apostrophes included. */
  private static final Pattern GROUP_SPACES =
      Pattern.compile("(?<=\\d)[\\s\\u00A0\\u2009\\u202F'’](?=\\d{3}(\\D|$))");

  private static final Pattern GROUPED_BY_COMMA =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d*)?");
  private static final Pattern GROUPED_BY_DOT =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3})+,\\d*");

  /** One and a half or one thousand five hundred? Nobody can tell, so it is not guessed. */
  private static final Pattern AMBIGUOUS = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");

  private Numbers() {}

  /** A whole number such as {@code 15}, {@code -3} or {@code 15.0}. */
  static Optional<String> integer(String text) {
    var digits = GROUP_SPACES.matcher(text.strip()).replaceAll("");
    var fraction = INTEGER_AS_FRACTION.matcher(digits);
    if (fraction.matches()) {
      digits = fraction.group(1);
    }
    return INTEGER.matcher(digits).matches()
        ? Optional.of(Long.toString(Long.parseLong(digits)))
        : Optional.empty();
  }

  /**
   * A decimal number with comma or dot, with or without grouping: {@code 1 500,50} and {@code
   * 1,500.50} are {@code 1500.50}. A text that can be read in two ways, such as {@code 1,500}, is
   * no number.
   */
  static Optional<String> decimal(String text) {
    if (isPlain(text)) {
      return Optional.of(new BigDecimal(text).toPlainString());
    }
    var number = withDot(GROUP_SPACES.matcher(text.strip()).replaceAll(""));
    boolean known = DECIMAL.matcher(number).matches() || SCIENTIFIC.matcher(number).matches();
    return known ? Optional.of(new BigDecimal(number).toPlainString()) : Optional.empty();
  }

  /** Digits, perhaps with a dot behind the first: nothing that could be meant otherwise. */
  private static boolean isPlain(String text) {
    int dots = 0;
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '.' && at > 0) {
        dots++;
      } else if (next < '0' || next > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= PLAIN && dots <= 1;
  }

  private static String withDot(String number) {
    if (AMBIGUOUS.matcher(number).matches()) {
      return "";
    }
    if (GROUPED_BY_DOT.matcher(number).matches()) {
      return number.replace(".", "").replace(',', '.');
    }
    if (GROUPED_BY_COMMA.matcher(number).matches()) {
      return number.replace(",", "");
    }
    return number.replace(',', '.');
  }
}
