package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.lane.Lanes;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets somebody ask for a look at a portal before its time. */
@Component
public class PortalCare {
  private final InstallationStore store;
  private final Lanes lanes;

  PortalCare(InstallationStore store, Lanes lanes) {
    this.store = store;
    this.lanes = lanes;
  }

  /**
   * Makes the look due now and ends the portal's pause, when the caller's transaction commits.
   *
   * @param whole whether everything is registered anew, not only what is missing
   * @return false for a portal that is unknown or left
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean check(String memberId, boolean whole) {
    boolean known = store.checkNow(memberId, whole);
    if (known) {
      lanes.endPause(memberId);
      lanes.announce(List.of(memberId));
    }
    return known;
  }
}
