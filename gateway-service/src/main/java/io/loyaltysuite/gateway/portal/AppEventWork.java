package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.lane.LaneWork;
import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.AppEventStore.Claims;
import io.loyaltysuite.gateway.portal.AppEventStore.Pending;
import io.loyaltysuite.gateway.portal.PortalMeters.Event;
import io.loyaltysuite.gateway.portal.Verification.Expired;
import io.loyaltysuite.gateway.portal.Verification.Forged;
import io.loyaltysuite.gateway.portal.Verification.Undecided;
import io.loyaltysuite.gateway.portal.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Turns application events into installations, one step per turn of the lane.
 *
 * <pre>
 *   verify ─┬─ verified ─▶ installed, audited ─▶ register ─┬─ done
 *           ├─ token too old, sender proved ───▶ register  ├─ refused by the portal ─▶ abandoned
 *           ├─ forged, or older than ──▶ refused, audited  └─ trouble ─▶ later
 *           │  one that was believed
 *           └─ no verdict ─▶ later
 * </pre>
 *
 * An outage of the authorization server or of the portal leaves the event where it is. Only when
 * the outage outlives the event's access token, nothing can vouch for the event any more: then its
 * sender must know the stored application_token, and the stored access stays as it is; without that
 * the event is refused and the portal's administrator has to install once more.
 */
@Component
@Order(1)
class AppEventWork implements LaneWork {
  private static final Logger log = LoggerFactory.getLogger(AppEventWork.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration RETRY_MAX = Duration.ofMinutes(10);

  private final AppEventStore events;
  private final InstallationStore store;
  private final Installations known;
  private final Verification verification;
  private final CatalogueRegistration registration;
  private final Audits audits;
  private final PortalProperties properties;
  private final PortalMeters meters;

  AppEventWork(
      AppEventStore events,
      InstallationStore store,
      Installations known,
      Verification verification,
      CatalogueRegistration registration,
      Audits audits,
      PortalProperties properties,
      PortalMeters meters) {
    this.events = events;
    this.store = store;
    this.known = known;
    this.verification = verification;
    this.registration = registration;
    this.audits = audits;
    this.properties = properties;
    this.meters = meters;
  }

  @Override
  public Optional<Instant> nextDue(String memberId) {
    return events.nextDue(memberId);
  }

  /**
   * Verification asks the authorization server, so a flood of forged events costs the portal
   * nothing.
   */
  @Override
  public int firstCost(String memberId) {
    return events.next(memberId).filter(event -> event.stage().equals("register")).isPresent()
        ? 1
        : 0;
  }

  @Override
  public Duration firstLimit() {
    return properties.requestTimeout();
  }

  @Override
  public void perform(Turn turn) throws InterruptedException {
    var next = events.next(turn.memberId());
    if (next.isEmpty()) {
      turn.store(turn::finish);
      return;
    }
    var event = next.get();
    if (event.claims().isPresent()) {
      verify(turn, event, event.claims().get());
    } else {
      register(turn, event);
    }
  }

  private void verify(Turn turn, Pending event, Claims claims) throws InterruptedException {
    switch (verification.verify(turn, claims)) {
      case Verified(var portal) -> installed(turn, event, claims, portal);
      case Forged(var reason) -> refused(turn, event, reason);
      case Expired _ when proved(event, claims) -> registeredAgain(turn, event);
      case Expired _ -> refused(turn, event, "expired_token");
      case Undecided(var answer) when expired(turn, event) ->
          refused(turn, event, "nobody vouched for it: " + answer.wire().error());
      case Undecided(var answer) -> later(turn, event, answer);
    }
  }

  private boolean proved(Pending event, Claims claims) {
    var token = claims.auth().getOrDefault("application_token", "");
    return store.find(event.memberId()).filter(known -> known.provedBy(token)).isPresent();
  }

  /** The portal has forgotten its activities, so they are registered with the stored access. */
  private void registeredAgain(Turn turn, Pending event) {
    turn.store(
        () -> {
          events.move(event.id(), "register", "expired_token");
          audits.accepted(
              kind(event),
              event.memberId(),
              event.bodyHash(),
              turn.now(),
              Map.of("access", "unchanged"));
          turn.finish();
        });
    outcome(event, Event.REGISTERED_AGAIN, "expired_token");
  }

  private static boolean isUpdate(Pending event) {
    return event.name().equalsIgnoreCase("ONAPPUPDATE");
  }

  private static String kind(Pending event) {
    return isUpdate(event) ? "portal_updated" : "portal_installed";
  }

  /** The row is locked first: an uninstallation either came before and is seen, or comes after. */
  private void installed(Turn turn, Pending event, Claims claims, VerifiedPortal portal) {
    var via = claims.data().getOrDefault("VIA", "event");
    boolean installed =
        turn.store(
            () -> {
              store.lock(event.memberId());
              if (events.isOvertaken(event)) {
                return false;
              }
              store.save(portal, grace(turn, event, via));
              events.move(event.id(), "register", "");
              turn.resume();
              audits.accepted(
                  kind(event),
                  event.memberId(),
                  event.bodyHash(),
                  turn.now(),
                  Map.of(
                      "client_endpoint", portal.clientEndpoint().toString(),
                      "version", portal.version(),
                      "language", portal.language(),
                      "via", via));
              turn.finish();
              return true;
            });
    if (!installed) {
      refused(turn, event, "overtaken");
      return;
    }
    known.refresh(event.memberId());
    outcome(event, isUpdate(event) ? Event.UPDATED : Event.INSTALLED, "");
  }

  /**
   * Webhooks sent before an update, or before the page of a new version was opened, still carry the
   * token from before. An installation by event follows an uninstallation, so nothing is on its
   * way.
   */
  private @Nullable Instant grace(Turn turn, Pending event, String via) {
    boolean goesOn = isUpdate(event) || via.equals("frame");
    return goesOn ? turn.now().plus(properties.previousTokenGrace()) : null;
  }

  private void refused(Turn turn, Pending event, String reason) {
    turn.store(
        () -> {
          events.move(event.id(), "refused", reason);
          audits.refused(
              "installation_refused",
              event.memberId(),
              event.bodyHash(),
              turn.now(),
              reason,
              Map.of("event", event.name()));
          turn.finish();
        });
    outcome(event, Event.REFUSED, reason);
  }

  private void register(Turn turn, Pending event) throws InterruptedException {
    var access = store.access(event.memberId());
    if (access.isEmpty()) {
      settle(turn, event, "abandoned", "not_installed");
      return;
    }
    var outcome = registration.register(turn, access.get(), "");
    var answer = outcome.answer();
    var pause = PortalPatience.pause(answer, turn.failures(), turn.now());
    if (outcome.done()) {
      var fingerprint = registration.fingerprint(access.get());
      var next = turn.now().plus(properties.checkInterval());
      store.checked(event.memberId(), fingerprint, "ok", next);
      settle(turn, event, "done", "");
    } else if (expired(turn, event) || answer instanceof PortalAnswer.Refused) {
      settle(turn, event, "abandoned", answer.wire().error());
    } else {
      pause.ifPresent(until -> turn.pause(until, reason(answer)));
      later(turn, event, answer);
    }
  }

  private void settle(Turn turn, Pending event, String stage, String reason) {
    turn.store(
        () -> {
          events.move(event.id(), stage, reason);
          turn.finish();
        });
    boolean done = stage.equals("done");
    outcome(event, done ? Event.REGISTRATION_DONE : Event.REGISTRATION_ABANDONED, reason);
  }

  private void later(Turn turn, Pending event, PortalAnswer answer) {
    var wait = RETRY.multipliedBy(1L << Math.min(event.attempt(), 10));
    var at = turn.now().plus(wait.compareTo(RETRY_MAX) < 0 ? wait : RETRY_MAX);
    turn.store(
        () -> {
          events.later(event.id(), at, reason(answer));
          turn.finish();
        });
    outcome(event, Event.POSTPONED, reason(answer));
  }

  private boolean expired(Turn turn, Pending event) {
    return turn.now().isAfter(event.receivedAt().plus(properties.eventPatience()));
  }

  private static String reason(PortalAnswer answer) {
    var error = answer.wire().error();
    return error.isEmpty() ? answer.getClass().getSimpleName().toLowerCase(Locale.ROOT) : error;
  }

  private void outcome(Pending event, Event outcome, String reason) {
    meters.event(outcome);
    log.info("{} of portal {}: {} {}", event.name(), event.memberId(), outcome, reason);
  }

  /** An installation that waits concerns nobody's process. */
  @Override
  public void waits(String memberId, Instant until, String reason) {}
}
