package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.lane.Lanes;
import io.loyaltysuite.gateway.rounds.Rounds;
import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wakes the lanes of works whose time is over, also while their portals are left alone, and removes
 * old rows.
 */
@Component
class WorkSweep {
  private static final Logger log = LoggerFactory.getLogger(WorkSweep.class);
  private static final int AT_ONCE = 500;

  private final WorkStore store;
  private final Lanes lanes;
  private final TransactionTemplate transaction;
  private final WorkProperties properties;
  private final WorkMeters meters;

  WorkSweep(
      WorkStore store,
      Lanes lanes,
      TransactionTemplate transaction,
      WorkProperties properties,
      WorkMeters meters) {
    this.store = store;
    this.lanes = lanes;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
  }

  private void sweep() {
    transaction.executeWithoutResult(_ -> wake());
    meters.forgotten(store.forget(properties.keep(), AT_ONCE));
    meters.forgotten(store.forgetLeft(AT_ONCE));
  }

  private void wake() {
    var portals = store.ended(AT_ONCE);
    if (!portals.isEmpty()) {
      lanes.announce(portals);
    }
  }

  @Bean
  Rounds workRounds() {
    var interval = properties.sweepInterval();
    var trouble = new OngoingTrouble(log, "Works cannot be swept");
    return new Rounds("work-sweep", interval, interval, trouble, _ -> sweep());
  }
}
