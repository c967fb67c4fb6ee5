package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.work.deal.Deal;
import io.loyaltysuite.gateway.work.deal.Failure;
import org.jspecify.annotations.Nullable;

/** What came of asking a portal about a deal, or of changing it. */
sealed interface DealAnswer {

  /**
   * It went well.
   *
   * @param deal as it is now; null when it was changed and could not be read afterwards
   */
  record Shown(@Nullable Deal deal) implements DealAnswer {}

  /**
   * The portal will never do it.
   *
   * @param touched whether something was changed before
   */
  record Denied(Failure failure, boolean touched) implements DealAnswer {}

  /** Perhaps another time; what was to be changed may have been, or not. */
  record NotNow(PortalAnswer answer) implements DealAnswer {}
}
