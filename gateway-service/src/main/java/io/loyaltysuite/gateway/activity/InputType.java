package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Coerced.value;
import static io.loyaltysuite.gateway.activity.Coerced.wrong;

import io.loyaltysuite.gateway.activity.Coerced.Nothing;
import io.loyaltysuite.gateway.activity.Coerced.Value;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an input holds: the type it is registered with and how a portal's text becomes canonical
 * text.
 */
public enum InputType {
  /** One line; spaces around it do not count. */
  STRING("string") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      return upTo(LINE, text.strip());
    }
  },

  /** Free text, kept as it is. */
  TEXT("text") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      return upTo(PAGE, text);
    }
  },

  INT("int") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      return known(Numbers.integer(text));
    }
  },

  /** A number with a fraction. */
  DOUBLE("double") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      return known(Numbers.decimal(text));
    }
  },

  /** An amount, also as CRM money such as {@code 1500.50|RUB}. */
  MONEY("double") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      int bar = text.indexOf('|');
      if (bar < 0) {
        return known(Numbers.decimal(text));
      }
      if (text.substring(0, bar).isBlank()) {
        return new Nothing();
      }
      var currency = text.substring(bar + 1).strip().toUpperCase(Locale.ROOT);
      return Numbers.decimal(text.substring(0, bar))
          .filter(_ -> currency.isEmpty() || CURRENCY.matcher(currency).matches())
          .<Coerced>map(amount -> new Value(amount, currency.isEmpty() ? null : currency))
          .orElse(wrong());
    }
  },

  /** Code of a currency; letter case does not count. */
  CURRENCY_CODE("string") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      var code = text.strip().toUpperCase(Locale.ROOT);
      return CURRENCY.matcher(code).matches() ? value(code) : wrong();
    }
  },

  /** Yes or no; canonical {@code Y} or {@code N}. */
  BOOL("bool") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      var word = text.strip().toLowerCase(Locale.ROOT);
      if (YES.contains(word)) {
        return value("Y");
      }
      return NO.contains(word) ? value("N") : wrong();
    }
  },

  DATE("date") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      return known(Dates.date(text));
    }
  },

  /** A moment; a day without a time stays a day. */
  DATETIME("datetime") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      return known(Dates.datetime(text, zone));
    }
  },

  /** One of the input's options, by its key. */
  SELECT("select") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      var key = text.strip().toLowerCase(Locale.ROOT);
      return input.options().containsKey(key) ? value(key) : wrong();
    }
  },

  /** A user, as {@code user_16} or {@code 16}; canonical {@code 16}. */
  USER("user") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      return id(text, USER_ID);
    }
  },

  /** A CRM contact, as {@code 315}, {@code C_315} or {@code CONTACT_315}; canonical {@code 315}. */
  CONTACT("int") {
    @Override
    Coerced coerce(String text, Input input, ZoneId zone) {
      return id(text, CONTACT_ID);
    }
  };

  private static final int LINE = 255;
  private static final int PAGE = 1000;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern USER_ID = Pattern.compile("(?:user_)?(\\d{1,18})");
  private static final Pattern CONTACT_ID =
      Pattern.compile("(?:c_|contact_)?(\\d{1,18})(?:\\.0+)?");
  private static final Set<String> YES = Set.of("y", "yes", "1", "true", "on", "да");
  private static final Set<String> NO = Set.of("n", "no", "0", "false", "off", "нет");

  private final String registered;

  InputType(String registered) {
    this.registered = registered;
  }

  /** Type under which portals know it. */
  public String registered() {
    return registered;
  }

  /** Reads a text that is not blank. */
  abstract Coerced coerce(String text, Input input, ZoneId zone);

  private static Coerced upTo(int limit, String text) {
    return text.length() <= limit ? value(text) : wrong();
  }

  private static Coerced known(Optional<String> canonical) {
    return canonical.map(Coerced::value).orElse(wrong());
  }

  /** An element's number; CRM writes 0 where there is no element. */
  private static Coerced id(String text, Pattern form) {
    var matcher = form.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return wrong();
    }
    long id = Long.parseLong(matcher.group(1));
    return id == 0 ? new Nothing() : value(Long.toString(id));
  }
}
