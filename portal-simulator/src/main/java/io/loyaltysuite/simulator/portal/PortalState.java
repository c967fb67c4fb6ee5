package io.loyaltysuite.simulator.portal;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a portal knows: its settings, its users and what is installed there. Thread-safe. */
public final class PortalState {

  private final String secret;
  private final URI base;
  private final Hmac eventKey;
  private final Map<String, Installation> installations = new ConcurrentHashMap<>();
  private final Map<String, Instant> uninstalled = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> generations = new ConcurrentHashMap<>();
  private final Map<String, Integer> tokenChanges = new ConcurrentHashMap<>();
  private final Deals deals = new Deals();
  private volatile PortalSettings settings;
  private volatile Closure closure = Closure.OPEN;

  /** Why a portal refuses every call (protocol 9.5). */
  public enum Closure {
    /** It does not. */
    OPEN,
    /** The tariff has no REST. */
    NO_LICENCE,
    /** The vendor blocked REST by hand. */
    OVERLOADED,
    /** The portal was deleted. */
    DELETED,
    /** The application is not paid. */
    UNPAID
  }

  /**
   * A fresh portal.
   *
   * @param settings who it is
   * @param secret what its keys derive from
   * @param base address of the simulator, without a slash at its end
   */
  public PortalState(PortalSettings settings, String secret, URI base) {
    this.settings = settings;
    this.secret = secret;
    this.base = base;
    this.eventKey = Hmac.of(secret + ":event:" + settings.memberId() + ":bizproc");
  }

  /** Number of the portal, part of its tokens; the same after a restart. */
  public int number() {
    return settings.memberId().hashCode();
  }

  /** Current settings. */
  public PortalSettings settings() {
    return settings;
  }

  /** Changes the settings from now on. */
  public void settings(PortalSettings changed) {
    settings = changed;
  }

  /** The deals of its CRM. */
  public Deals deals() {
    return deals;
  }

  /** Key of the portal's event tokens. */
  public Hmac eventKey() {
    return eventKey;
  }

  /** Secret of the user's inbound webhook (protocol 3.1). */
  public String inboundSecret(int userId) {
    return PortalSettings.hex(secret + ":inbound:" + settings.memberId() + ":" + userId)
        .substring(0, 16);
  }

  /** REST base of the portal with a slash at its end. */
  public String clientEndpoint() {
    return base + "/p/" + settings.name() + "/rest/";
  }

  /** REST base of the OAuth server with a slash at its end. */
  public String serverEndpoint() {
    return base + "/rest/";
  }

  /** The user of this number. */
  public Optional<User> user(int id) {
    return settings.users().stream().filter(user -> user.id() == id).findFirst();
  }

  /** Replaces the user of the same number, or adds the user. */
  public synchronized void change(User user) {
    var users =
        new ArrayList<User>(
            settings.users().stream().filter(known -> known.id() != user.id()).toList());
    users.add(user);
    settings = settings.withUsers(users);
  }

  /** Whether and why the portal refuses every call. */
  public Closure closure() {
    return closure;
  }

  /** Closes or opens the portal. */
  public void close(Closure why) {
    closure = why;
  }

  /** What is installed under this client id. */
  public Optional<Installation> installation(String clientId) {
    return Optional.ofNullable(installations.get(clientId));
  }

  /** Everything installed. */
  public List<Installation> installations() {
    return List.copyOf(installations.values());
  }

  /** The activity of this code of any installed application. */
  public Optional<ActivityDefinition> activity(String code) {
    return installations.values().stream()
        .flatMap(installed -> installed.activity(code).stream())
        .findFirst();
  }

  /**
   * Installs or updates the application: all its activities are gone afterwards (protocol 7.4).
   *
   * @param newToken whether the application token changes
   */
  public Installation install(Application application, int installerId, boolean newToken) {
    String clientId = application.clientId();
    if (newToken) {
      tokenChanges.merge(clientId, 1, Integer::sum);
    }
    var installation = new Installation(application, applicationToken(clientId), installerId);
    installations.put(clientId, installation);
    uninstalled.remove(clientId);
    return installation;
  }

  private String applicationToken(String clientId) {
    String seed = secret + ":application:" + settings.memberId() + ":" + clientId;
    return PortalSettings.hex(seed + ":" + tokenChanges.getOrDefault(clientId, 0)).substring(0, 32);
  }

  /** Removes the application, its activities and the life of its tokens. */
  public @Nullable Installation uninstall(String clientId, Instant now) {
    Installation removed = installations.remove(clientId);
    if (removed != null) {
      uninstalled.put(clientId, now);
      killTokens(clientId);
    }
    return removed;
  }

  /** When the application was uninstalled, while it is. */
  public Optional<Instant> uninstalledAt(String clientId) {
    return Optional.ofNullable(uninstalled.get(clientId));
  }

  /** Generation of the application's tokens: those of an older one are dead. */
  public int generation(String clientId) {
    return generations.computeIfAbsent(clientId, _ -> new AtomicInteger()).get();
  }

  /** Makes all tokens of the application that exist now expired. */
  public void killTokens(String clientId) {
    generations.computeIfAbsent(clientId, _ -> new AtomicInteger()).incrementAndGet();
  }
}
