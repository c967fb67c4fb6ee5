package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.lane.LaneWork;
import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.CatalogueRegistration.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Looks now and then whether a portal still knows the catalogue, and repairs it: somebody may have
 * deleted an activity there, and a new version of the gateway has a new catalogue. The same
 * question tells whether a portal that refused us lets us in again.
 */
@Component
@Order(4)
class CatalogueWork implements LaneWork {
  private static final Logger log = LoggerFactory.getLogger(CatalogueWork.class);
  private static final String OK = "ok";
  private static final String REPAIRED = "repaired";

  private final InstallationStore store;
  private final CatalogueRegistration registration;
  private final Audits audits;
  private final PortalProperties properties;
  private final PortalMeters meters;

  CatalogueWork(
      InstallationStore store,
      CatalogueRegistration registration,
      Audits audits,
      PortalProperties properties,
      PortalMeters meters) {
    this.store = store;
    this.registration = registration;
    this.audits = audits;
    this.properties = properties;
    this.meters = meters;
  }

  @Override
  public Optional<Instant> nextDue(String memberId) {
    return store.checkAt(memberId);
  }

  @Override
  public int firstCost(String memberId) {
    return 1;
  }

  @Override
  public Duration firstLimit() {
    return properties.requestTimeout();
  }

  @Override
  public void perform(Turn turn) throws InterruptedException {
    var memberId = turn.memberId();
    var access = store.access(memberId);
    if (access.isEmpty()) {
      turn.giveBack();
      turn.store(
          () -> {
            store.checked(memberId, "", "not_installed", later(turn));
            turn.finish();
          });
      return;
    }
    var known = store.catalogue(memberId);
    var fingerprint = registration.fingerprint(access.get());
    var outcome = registration.register(turn, access.get(), known);
    if (outcome.done()) {
      kept(turn, outcome, known, fingerprint);
    } else {
      failed(turn, outcome, known);
    }
  }

  private void kept(Turn turn, Outcome outcome, String known, String fingerprint) {
    var memberId = turn.memberId();
    boolean drifted = outcome.missing() > 0 && !known.isEmpty();
    turn.store(
        () -> {
          store.checked(memberId, fingerprint, outcome.written() == 0 ? OK : REPAIRED, later(turn));
          if (drifted) {
            audits.accepted(
                "catalogue_repaired",
                memberId,
                turn.now().toString(),
                turn.now(),
                Map.of(
                    "missing", Integer.toString(outcome.missing()),
                    "written", Integer.toString(outcome.written())));
          }
          turn.resume();
          turn.finish();
        });
    meters.checked(outcome.written() == 0 ? OK : REPAIRED);
    if (outcome.written() > 0) {
      log.info(
          "Catalogue of portal {}: {} missing, {} written",
          memberId,
          outcome.missing(),
          outcome.written());
    }
  }

  /**
   * What the portal was told is unknown after half a registration: next time it gets everything.
   */
  private void failed(Turn turn, Outcome outcome, String known) {
    var answer = outcome.answer();
    var error = answer.wire().error();
    var note = error.isEmpty() ? answer.getClass().getSimpleName() : error;
    var pause = PortalPatience.pause(answer, turn.failures(), turn.now());
    var next = pause.orElseGet(() -> later(turn));
    turn.store(
        () -> {
          store.checked(turn.memberId(), outcome.written() == 0 ? known : "", note, next);
          pause.ifPresent(until -> turn.pause(until, note));
          turn.finish();
        });
    meters.checked("failed");
    log.info("Catalogue of portal {} cannot be checked: {}", turn.memberId(), note);
  }

  /** Spread, so that portals installed together are not checked together for ever. */
  private Instant later(Turn turn) {
    var interval = properties.checkInterval();
    double share = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
    return turn.now().plusMillis((long) (interval.toMillis() * share));
  }

  /** A check that waits concerns nobody's process. */
  @Override
  public void waits(String memberId, Instant until, String reason) {}
}
