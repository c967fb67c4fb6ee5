package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.portal.BatchCommand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One {@code bizproc.event.send}: what a waiting step gets. Holds an event token in clear, so it is
 * never printed.
 */
record Reply(String eventToken, Map<String, Object> returnValues, String logMessage) {

  static final String METHOD = "bizproc.event.send";

  /** What {@code batch} would replace in any value, or its security filter might change. */
  private static final Pattern HAZARD = Pattern.compile("\\$(result|error|next|total|time)\\[");

  /** Parameters of a call of its own. */
  Map<String, Object> parameters() {
    return Map.of(
        "EVENT_TOKEN", eventToken, "RETURN_VALUES", returnValues, "LOG_MESSAGE", logMessage);
  }

  /** The call as one command of a {@code batch}. */
  String command() {
    return BatchCommand.command(METHOD, parameters());
  }

  /** Whether its texts would not survive a {@code batch}, which has no escape for them. */
  boolean mustGoAlone() {
    return hazardous(logMessage) || returnValues.values().stream().anyMatch(Reply::hazardousValue);
  }

  private static boolean hazardousValue(Object value) {
    return value instanceof List<?> list
        ? list.stream().anyMatch(Reply::hazardousValue)
        : hazardous(String.valueOf(value));
  }

  private static boolean hazardous(String text) {
    return text.indexOf('<') >= 0
        || (text.indexOf('$') >= 0 && HAZARD.matcher(text.toLowerCase(Locale.ROOT)).find());
  }

  @Override
  public String toString() {
    return "Reply[" + logMessage + "]";
  }
}
