package io.loyaltysuite.loyalty.card;

import java.util.regex.Pattern;

/** Phones as digits of E.164, so that every way of writing one is the same phone. */
public final class Phones {

  private static final Pattern DECORATION = Pattern.compile("[\\s().\\-\\u00a0]+");
  private static final Pattern DIGITS = Pattern.compile("\\d{8,15}");
  private static final Pattern LIKE_A_PHONE = Pattern.compile("[1-9]\\d{10,14}");

  private Phones() {}

  /** Digits with the country code; empty for what does not look like a phone. */
  public static String digits(String phone) {
    String text = DECORATION.matcher(phone).replaceAll("");
    boolean international = text.startsWith("+");
    String digits = international ? text.substring(1) : text;
    if (!DIGITS.matcher(digits).matches()) {
      return "";
    }
    boolean trunk = !international && digits.length() == 11 && digits.startsWith("8");
    return trunk ? "7" + digits.substring(1) : digits;
  }

  /** Whether a card number given by a caller may be somebody's phone. */
  static boolean mayBe(String cardNumber) {
    return LIKE_A_PHONE.matcher(cardNumber).matches();
  }
}
