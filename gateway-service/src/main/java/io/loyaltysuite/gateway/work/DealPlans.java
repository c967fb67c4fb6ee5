package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.work.deal.Deal;
import io.loyaltysuite.gateway.work.deal.Failure;
import io.loyaltysuite.gateway.work.deal.Impossible;
import io.loyaltysuite.gateway.work.deal.Plan;
import io.loyaltysuite.gateway.work.deal.Plan.Standing;
import io.loyaltysuite.gateway.work.deal.Planning;
import io.loyaltysuite.gateway.work.deal.Terms;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What works are to make of deals, and what was stored about it. */
final class DealPlans {
  private static final Logger log = LoggerFactory.getLogger(DealPlans.class);

  private final WorkStore store;
  private final JsonMapper json = JsonMapper.shared();

  DealPlans(WorkStore store) {
    this.store = store;
  }

  /** A plan or a deal as it is stored. */
  String text(Object planOrDeal) {
    return json.writeValueAsString(planOrDeal);
  }

  /** The plan that may have been written already. */
  Optional<Plan> written(StoredWork work) {
    return Optional.ofNullable(work.plan()).map(text -> json.readValue(text, Plan.class));
  }

  /** What is to become of the deal as it is now. */
  Planning plan(Assignment work, Deal deal) {
    return work.undoes() ? undoing(work, deal) : discount(work, deal);
  }

  private static Planning discount(Assignment work, Deal deal) {
    try {
      return Plan.of(deal, Terms.of(work.parameters()));
    } catch (IllegalArgumentException senseless) {
      log.warn("Work {} makes no sense: {}", work.result().getResultId(), senseless.getMessage());
      return new Impossible(Failure.DEAL_UPDATE_FAILED);
    }
  }

  /** Works on a deal follow one another, so the one to be undone has ended. */
  private Planning undoing(Assignment work, Deal deal) {
    var original = store.find(work.undoneWork());
    if (original.isEmpty()) {
      return new Impossible(Failure.DEAL_UPDATE_FAILED);
    }
    var applied = written(original.get());
    if (applied.isEmpty()) {
      return Plan.unchanged(deal);
    }
    var made = original.get().made();
    if (made == null) {
      return applied.get().standing(deal) == Standing.BEFORE
          ? Plan.unchanged(deal)
          : new Impossible(Failure.DEAL_UPDATE_FAILED);
    }
    var back = applied.get().reversed(json.readValue(made, Deal.class));
    return switch (back.standing(deal)) {
      case BEFORE -> back;
      case AFTER -> Plan.unchanged(deal);
      case BETWEEN, PRICED, CHANGED -> new Impossible(Failure.DEAL_UPDATE_FAILED);
    };
  }
}
