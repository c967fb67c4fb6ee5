package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.DayOrInstant;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Canonical inputs read by name; what cannot be read is remembered as the call's refusal. */
final class Inputs {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,30})?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  static final int UUID_LENGTH = 36;
  private static final int MAX_DAYS = 36_500;
  private static final int MAX_MINUTES = 525_600;

  private final Map<String, List<String>> values;
  private final UnaryOperator<BigDecimal> rounding;

  private @Nullable Rejection rejection;
  private Map<String, String> parameters = Map.of();

  /**
   * Inputs as they were given.
   *
   * @param rounding what happens to amounts
   */
  Inputs(Map<String, List<String>> values, UnaryOperator<BigDecimal> rounding) {
    this.values = values;
    this.rounding = rounding;
  }

  /** The first thing that was wrong, or null. */
  @Nullable Rejection rejection() {
    return rejection;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  /** A text of at most {@code max} characters; empty when absent. */
  String text(String name, int max) {
    List<String> all = values.getOrDefault(name, List.of());
    String text = all.isEmpty() ? "" : all.getFirst().strip();
    if (text.length() > max || text.indexOf('\0') >= 0) {
      invalid(name, text);
      return "";
    }
    return text;
  }

  String required(String name, int max) {
    String text = text(name, max);
    if (text.isEmpty()) {
      missing(name);
    }
    return text;
  }

  /** A positive CRM id; empty when absent or zero, which is how portals write "none". */
  String crmId(String name) {
    String text = text(name, 18);
    if (!text.isEmpty() && !WHOLE.matcher(text).matches()) {
      invalid(name, text);
      return "";
    }
    return text.replaceFirst("^0+", "");
  }

  /** A CRM id as {@link #crmId}, or the id of a contact that was added here. */
  String contactId(String name) {
    String text = text(name, UUID_LENGTH);
    return text.length() == UUID_LENGTH ? uuid(name, text) : crmId(name);
  }

  /** The id of one of our own commands. */
  UUID id(String name) {
    String text = required(name, UUID_LENGTH);
    String id = text.isEmpty() ? "" : uuid(name, text);
    return id.isEmpty() ? new UUID(0, 0) : UUID.fromString(id);
  }

  private String uuid(String name, String text) {
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException _) {
      invalid(name, text);
      return "";
    }
  }

  /** Values of the form {@code key=value}; of two with one key the last counts. */
  Map<String, String> pairs(String name, int maxPairs, int maxLength) {
    Map<String, String> pairs = new TreeMap<>();
    for (String text : values.getOrDefault(name, List.of())) {
      int equals = text.indexOf('=');
      if (equals < 1 || text.length() > maxLength || text.indexOf('\0') >= 0) {
        invalid(name, text);
        return Map.of();
      }
      pairs.put(text.substring(0, equals), text.substring(equals + 1));
    }
    if (pairs.size() > maxPairs) {
      invalid(name, Integer.toString(pairs.size()));
    }
    return pairs;
  }

  @Nullable BigDecimal number(String name) {
    String text = text(name, 60);
    if (text.isEmpty()) {
      return null;
    }
    if (!NUMBER.matcher(text).matches()) {
      invalid(name, text);
      return null;
    }
    return new BigDecimal(text);
  }

  /** A number of money or bonuses. */
  @Nullable BigDecimal amount(String name) {
    BigDecimal number = number(name);
    return number == null ? null : rounding.apply(number);
  }

  BigDecimal requiredAmount(String name) {
    return rounding.apply(requiredNumber(name));
  }

  BigDecimal requiredNumber(String name) {
    if (required(name, 60).isEmpty()) {
      return BigDecimal.ONE;
    }
    BigDecimal number = number(name);
    return number == null ? BigDecimal.ONE : number;
  }

  /** A whole number; whether there can be so many is not asked here. */
  BigDecimal count(String name, int byDefault) {
    BigDecimal number = number(name);
    if (number == null) {
      return BigDecimal.valueOf(byDefault);
    }
    if (number.stripTrailingZeros().scale() > 0) {
      invalid(name, number.toPlainString());
    }
    return number;
  }

  @Nullable Integer days(String name) {
    return whole(name, 0, MAX_DAYS);
  }

  /** At least one, at most a year of them. */
  @Nullable Integer minutes(String name) {
    return whole(name, 1, MAX_MINUTES);
  }

  @Nullable Integer whole(String name, int min, int max) {
    BigDecimal number = number(name);
    if (number == null) {
      return null;
    }
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    boolean possible =
        number.compareTo(BigDecimal.valueOf(min)) >= 0
            && number.compareTo(BigDecimal.valueOf(max)) <= 0;
    if (!whole || !possible) {
      invalid(name, number.toPlainString());
      return null;
    }
    return number.intValueExact();
  }

  boolean flag(String name, boolean byDefault) {
    return select(name, Set.of("Y", "N"), byDefault ? "Y" : "N").equals("Y");
  }

  /** Null when absent. */
  @Nullable Boolean flag(String name) {
    return text(name, 60).isEmpty() ? null : flag(name, false);
  }

  String select(String name, Set<String> options, String byDefault) {
    String text = text(name, 60);
    if (text.isEmpty()) {
      return byDefault;
    }
    if (!options.contains(text)) {
      invalid(name, text);
      return byDefault;
    }
    return text;
  }

  @Nullable LocalDate day(String name) {
    DayOrInstant moment = dayOrInstant(name);
    if (moment == null) {
      return null;
    }
    if (moment.day() == null) {
      invalid(name, text(name, 60));
    }
    return moment.day();
  }

  @Nullable DayOrInstant dayOrInstant(String name) {
    String text = text(name, 60);
    if (text.isEmpty()) {
      return null;
    }
    DayOrInstant moment = moment(text);
    if (moment == null) {
      invalid(name, text);
    }
    return moment;
  }

  private static @Nullable DayOrInstant moment(String text) {
    try {
      if (text.indexOf('T') < 0) {
        LocalDate day = LocalDate.parse(text);
        return inReach(day) ? new DayOrInstant(day, null) : null;
      }
      OffsetDateTime moment = OffsetDateTime.parse(text);
      return inReach(moment.toLocalDate())
          ? new DayOrInstant(null, moment.toInstant().truncatedTo(ChronoUnit.MILLIS))
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean inReach(LocalDate day) {
    return day.getYear() >= 1900 && day.getYear() <= 9999;
  }

  private void missing(String name) {
    refuse(Rejection.INPUT_REQUIRED, Map.of("field", name));
  }

  void invalid(String name, String value) {
    refuse(Rejection.INPUT_INVALID, Map.of("field", name, "value", value));
  }

  private void refuse(Rejection why, Map<String, String> about) {
    if (rejection == null || why.compareTo(rejection) < 0) {
      rejection = why;
      parameters = about;
    }
  }
}
