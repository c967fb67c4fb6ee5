package io.loyaltysuite.gateway.activity;

import io.loyaltysuite.gateway.activity.Understanding.Refused;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Checks and converts what a portal sent for an activity. Only the form is judged: whether a card
 * exists or an amount is allowed is the domain's business.
 */
public final class Understand {

  private static final int SHOWN = 100;

  private Understand() {}

  /**
   * Reads a call. The first mistake in the order of the form is the one reported. Properties that
   * the activity does not declare are ignored.
   *
   * @param properties the texts of each property; a scalar is a list of one
   * @param zone where times without an offset are meant
   */
  public static Understanding call(String code, Map<String, List<String>> properties, ZoneId zone) {
    return Activities.find(code)
        .map(activity -> call(activity, properties, zone))
        .orElseGet(() -> invalid("code", code));
  }

  static Understanding call(Activity activity, Map<String, List<String>> properties, ZoneId zone) {
    return new Form(activity, zone).read(properties);
  }

  static Refused missing(String field) {
    return new Refused("input_required", Map.of("field", field));
  }

  static Refused invalid(String field, String value) {
    var shown = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    return new Refused("input_invalid", Map.of("field", field, "value", shown));
  }
}
