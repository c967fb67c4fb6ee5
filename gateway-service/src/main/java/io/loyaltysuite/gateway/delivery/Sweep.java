package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.lane.Lanes;
import io.loyaltysuite.gateway.rounds.Rounds;
import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after deliveries that nobody waits for: replies that may have been lost are sent again, old
 * rows go.
 */
@Component
class Sweep {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);
  private static final int AT_ONCE = 500;

  private final DeliveryStore store;
  private final Lanes lanes;
  private final TransactionTemplate transaction;
  private final DeliveryProperties properties;
  private final DeliveryMeters meters;

  Sweep(
      DeliveryStore store,
      Lanes lanes,
      TransactionTemplate transaction,
      DeliveryProperties properties,
      DeliveryMeters meters) {
    this.store = store;
    this.lanes = lanes;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
  }

  private void sweep() {
    transaction.executeWithoutResult(_ -> revive());
    meters.forgotten(store.forget(properties.keep(), AT_ONCE));
    meters.forgotten(store.forgetLeft(AT_ONCE));
  }

  private void revive() {
    var lost = store.reviveLost(AT_ONCE);
    meters.revived(lost.size());
    var portals = lost.stream().distinct().toList();
    if (!portals.isEmpty()) {
      lanes.announce(portals);
    }
  }

  @Bean
  Rounds deliveryRounds() {
    var interval = properties.sweepInterval();
    var trouble = new OngoingTrouble(log, "Deliveries cannot be swept");
    return new Rounds("delivery-sweep", interval, interval, trouble, _ -> sweep());
  }
}
