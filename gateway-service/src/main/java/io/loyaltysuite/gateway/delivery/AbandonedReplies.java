package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.lane.Lanes;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets somebody send replies again that were given up. */
@Component
public class AbandonedReplies {
  private final DeliveryStore store;
  private final Lanes lanes;

  AbandonedReplies(DeliveryStore store, Lanes lanes) {
    this.store = store;
    this.lanes = lanes;
  }

  /**
   * Makes a portal's abandoned replies due, oldest first, with the patience of new ones and without
   * the deadline that they missed; takes effect with the caller's transaction.
   *
   * @return how many
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int sendAgain(String memberId, int limit) {
    int replies = store.sendAgain(memberId, limit);
    if (replies > 0) {
      lanes.announce(List.of(memberId));
    }
    return replies;
  }
}
