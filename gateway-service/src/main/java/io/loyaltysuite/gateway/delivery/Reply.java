package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.portal.BatchCommand;
import java.util.Map;

/**
 * One {@code bizproc.event.send}: what a waiting step gets. Holds an event token in clear, so it is
 * never printed.
 */
record Reply(String eventToken, Map<String, Object> returnValues, String logMessage) {

  static final String METHOD = "bizproc.event.send";

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
    return BatchCommand.isHazardous(logMessage)
        || BatchCommand.values(returnValues).stream().anyMatch(BatchCommand::isHazardous);
  }

  @Override
  public String toString() {
    return "Reply[" + logMessage + "]";
  }
}
