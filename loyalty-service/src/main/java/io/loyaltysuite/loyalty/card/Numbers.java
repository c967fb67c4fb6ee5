package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.CardRules;
import io.loyaltysuite.schemas.Ids;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Card numbers: the rule for given ones, and where the others come from. */
final class Numbers {

  /** Generated numbers tried before the pool counts as exhausted. */
  private static final int CANDIDATES = 8;

  private static final Pattern ANY = Pattern.compile("[0-9A-Za-z._-]+");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private Numbers() {}

  static boolean valid(String number, CardRules rules) {
    Pattern allowed = rules.numberDigitsOnly() ? DIGITS : ANY;
    return number.length() >= rules.numberMinLength()
        && number.length() <= rules.numberMaxLength()
        && allowed.matcher(number).matches();
  }

  /** What stands for the rule in a sentence. */
  static String rule(CardRules rules, Language language) {
    String signs =
        rules.numberDigitsOnly()
            ? language.pick("только цифры", "digits only")
            : language.pick(
                "латинские буквы, цифры, точка, дефис и подчёркивание",
                "Latin letters, digits, dot, hyphen and underscore");
    return language
        .pick("%s, знаков %d-%d", "%s, %d to %d characters")
        .formatted(signs, rules.numberMinLength(), rules.numberMaxLength());
  }

  /** Numbers to try in this order; the same command always gets the same ones. */
  static List<String> candidates(UUID commandId, String phone, CardRules rules) {
    List<String> candidates = new ArrayList<>();
    if (rules.numberFromPhone() && !phone.isEmpty() && valid(phone, rules)) {
      candidates.add(phone);
    }
    for (int i = 1; i <= CANDIDATES; i++) {
      candidates.add(generated(Ids.derived(commandId, "number/" + i), rules));
    }
    return candidates;
  }

  private static String generated(UUID seed, CardRules rules) {
    int length = Math.max(1, rules.numberLength() - rules.numberPrefix().length());
    BigInteger lowest =
        rules.numberPrefix().isEmpty() ? BigInteger.TEN.pow(length - 1) : BigInteger.ZERO;
    BigInteger span = BigInteger.TEN.pow(length).subtract(lowest);
    BigInteger number = new BigInteger(seed.toString().replace("-", ""), 16).mod(span).add(lowest);
    String digits = number.toString();
    return rules.numberPrefix() + "0".repeat(length - digits.length()) + digits;
  }
}
