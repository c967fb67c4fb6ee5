package io.loyaltysuite.gateway.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One kind of work that is done by asking portals. Beans of this type are served in their order.
 */
public interface LaneWork {

  /** When this portal's next piece is due by the database's clock; empty when there is none. */
  Optional<Instant> nextDue(String memberId);

  /**
   * How much the first request of a turn counts: 1 when it goes to the portal, 0 when elsewhere.
   */
  int firstCost(String memberId);

  /** How long the first request of a turn may take. */
  Duration firstLimit();

  /**
   * Does one piece. Ends the turn with {@link Turn#finish} inside {@link Turn#store} of what came
   * of it; a turn that was not ended is begun again later, after the time limit of its last
   * request.
   */
  void perform(Turn turn) throws InterruptedException;

  /** Told when due work has to wait for more than a moment; may be told the same several times. */
  void waits(String memberId, Instant until, String reason);
}
