package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.lane.Lanes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way in for application events: durable first, believed only after verification.
 *
 * <pre>
 *   install, update ─▶ stored ─▶ the portal's lane asks the authorization server ─▶ installed or refused
 *   uninstall ─▶ is the stored application_token known? ─▶ uninstalled at once, no call after it
 *                              └ but it happened before the last installation ─▶ audited, no more
 *   others ─▶ is the application_token known? ─▶ noted
 * </pre>
 */
@Component
public class AppEvents {
  private static final Logger log = LoggerFactory.getLogger(AppEvents.class);
  private static final Pattern MEMBER_ID = Pattern.compile("[0-9A-Za-z]{1,64}");

  /** What the sender is told. */
  public enum Receipt {
    /** Stored, or already known: answer 200. */
    STORED,
    /** Nobody proved to be the portal: answer 403. The refusal is audited here. */
    REFUSED,
    /** Not stored: answer 503. */
    UNAVAILABLE
  }

  /** How far an event is that claims an installation. */
  public enum Progress {
    /** Waits for its verification. */
    CHECKING,
    /** Believed; the portal learns the catalogue. */
    REGISTERING,
    /** The portal knows the catalogue. */
    DONE,
    /** Not believed: it changed nothing. */
    REFUSED,
    /** Believed, but the portal did not take the catalogue. */
    ABANDONED,
    /** Nothing is known of it. */
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Progress of(String stage) {
      return switch (stage) {
        case "verify" -> CHECKING;
        case "register" -> REGISTERING;
        case "done" -> DONE;
        case "abandoned" -> ABANDONED;
        case "refused" -> REFUSED;
        default -> UNKNOWN;
      };
    }
  }

  private final AppEventStore events;
  private final InstallationStore installations;
  private final Installations known;
  private final Audits audits;
  private final Lanes lanes;
  private final PortalProperties properties;
  private final TransactionTemplate transaction;
  private final PortalMeters meters;

  AppEvents(
      AppEventStore events,
      InstallationStore installations,
      Installations known,
      Audits audits,
      Lanes lanes,
      PortalProperties properties,
      TransactionTemplate transaction,
      PortalMeters meters) {
    this.events = events;
    this.installations = installations;
    this.known = known;
    this.audits = audits;
    this.lanes = lanes;
    this.properties = properties;
    this.transaction = transaction;
    this.meters = meters;
  }

  /**
   * Stores the event before it returns; what it claims takes effect later, in the portal's lane.
   * Never throws.
   */
  public Receipt accept(AppEvent event) {
    var receipt = stored(event);
    meters.event(
        switch (receipt) {
          case STORED -> PortalMeters.Event.RECEIVED_STORED;
          case REFUSED -> PortalMeters.Event.RECEIVED_REFUSED;
          case UNAVAILABLE -> PortalMeters.Event.RECEIVED_UNAVAILABLE;
        });
    log.info("{} of portal {}: {}", printable(event.name()), printable(event.memberId()), receipt);
    return receipt;
  }

  /**
   * Whether the portal refuses our tokens: those of an administrator who opens a page are better.
   */
  public boolean needsReauthorisation(String memberId) {
    return known
        .inMemory(memberId)
        .filter(portal -> portal.status() == PortalStatus.NEEDS_REAUTHORISATION)
        .isPresent();
  }

  /** Empty for an event that never came. */
  public Optional<Progress> progress(String memberId, String bodyHash) {
    return events.stage(memberId, bodyHash).map(Progress::of);
  }

  private Receipt stored(AppEvent event) {
    if (!MEMBER_ID.matcher(event.memberId()).matches()) {
      return Receipt.REFUSED;
    }
    try {
      var receipt = transaction.execute(_ -> judge(event));
      known.refresh(event.memberId());
      return receipt == null ? Receipt.UNAVAILABLE : receipt;
    } catch (DataAccessException | TransactionException e) {
      log.warn("Application event cannot be stored: {}", e.toString());
      return Receipt.UNAVAILABLE;
    }
  }

  private Receipt judge(AppEvent event) {
    return switch (event.name().toUpperCase(Locale.ROOT)) {
      case "ONAPPINSTALL", "ONAPPUPDATE" -> toBeVerified(event);
      case "ONAPPUNINSTALL" -> uninstall(event);
      default -> proved(event) ? noted(event) : refuse(event, "application_token");
    };
  }

  private Receipt toBeVerified(AppEvent event) {
    if (event.auth().getOrDefault("access_token", "").isEmpty()) {
      return refuse(event, "access_token is missing");
    }
    var waiting = events.waiting(event.memberId());
    boolean full =
        waiting.all() >= properties.maxPendingEvents()
            || waiting.ofPortal() >= properties.maxPendingEventsPerPortal();
    if (full && !proved(event)) {
      log.warn("Too many application events wait for their verification: {}", waiting);
      return Receipt.UNAVAILABLE;
    }
    if (events.add(event, "verify")) {
      lanes.announce(List.of(event.memberId()));
    }
    return Receipt.STORED;
  }

  private Receipt uninstall(AppEvent event) {
    installations.lock(event.memberId());
    if (!proved(event)) {
      return refuse(event, "application_token");
    }
    var installedAt = events.installedAt(event.memberId());
    if (installedAt.filter(event.happenedAt()::isBefore).isPresent()) {
      return outlived(event, installedAt.get());
    }
    var clean = event.data().getOrDefault("CLEAN", "");
    installations.uninstall(event.memberId(), clean.equals("1"));
    events.add(event, "done");
    audits.accepted(
        "portal_uninstalled",
        event.memberId(),
        event.bodyHash(),
        event.receivedAt(),
        Map.of("clean", clean.equals("1") ? "1" : "0"));
    lanes.announce(List.of(event.memberId()));
    return Receipt.STORED;
  }

  /** It came late: it ended an installation that has been followed by another one. */
  private Receipt outlived(AppEvent event, Instant installedAt) {
    events.add(event, "refused");
    audits.outlived(
        "uninstallation_ignored",
        event.memberId(),
        event.bodyHash(),
        event.receivedAt(),
        Map.of("happened_at", event.happenedAt().toString(), "installed_at", "" + installedAt));
    return Receipt.STORED;
  }

  private Receipt noted(AppEvent event) {
    events.add(event, "done");
    return Receipt.STORED;
  }

  /** Asks the database, not the memory: another instance may have just uninstalled the portal. */
  private boolean proved(AppEvent event) {
    var token = event.auth().getOrDefault("application_token", "");
    return installations.find(event.memberId()).filter(i -> i.provedBy(token)).isPresent();
  }

  private Receipt refuse(AppEvent event, String reason) {
    audits.refused(
        "installation_refused",
        event.memberId(),
        event.bodyHash(),
        event.receivedAt(),
        reason,
        Map.of("event", printable(event.name())));
    return Receipt.REFUSED;
  }

  private static String printable(String text) {
    return text.replaceAll("[^0-9A-Za-z_.-]", "?").substring(0, Math.min(64, text.length()));
  }
}
