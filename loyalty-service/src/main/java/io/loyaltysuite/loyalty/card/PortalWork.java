package io.loyaltysuite.loyalty.card;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * What has to be done in the portal before a call can be answered. Whoever does it sends a command
 * with what came of it.
 *
 * @param parameters what to do; the command that follows has them among its inputs, {@code
 *     follow_up} is its operation
 * @param until work that has not changed anything by then is not begun any more
 */
public record PortalWork(Kind kind, Map<String, String> parameters, Instant until) {

  /** What is done. */
  public enum Kind {
    /** Lowers a deal's prices or sum. */
    DEAL_DISCOUNT,
    /** Puts a deal back. */
    DEAL_DISCOUNT_UNDO;

    /** The word used in events. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PortalWork {
    parameters = Map.copyOf(parameters);
  }
}
