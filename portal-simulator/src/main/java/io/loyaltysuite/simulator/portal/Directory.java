package io.loyaltysuite.simulator.portal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All portals and applications of a simulator. Thread-safe. */
public final class Directory {

  private final Map<Integer, PortalState> portals = new ConcurrentHashMap<>();
  private final Map<Integer, Application> applications = new ConcurrentHashMap<>();

  /** Adds the portal; refuses a second one with the same name or member id. */
  public synchronized void add(PortalState portal) {
    if (portal(portal.settings().name()).isPresent()
        || portals.putIfAbsent(portal.number(), portal) != null) {
      throw new IllegalArgumentException("portal exists: " + portal.settings().name());
    }
  }

  /** Makes the application, or its new version, known to the OAuth server. */
  public void publish(Application application) {
    applications.put(application.number(), application);
  }

  /** The portal of this name. */
  public Optional<PortalState> portal(String name) {
    return portals.values().stream()
        .filter(portal -> portal.settings().name().equals(name))
        .findFirst();
  }

  /** The portal of this number. */
  public Optional<PortalState> portal(int number) {
    return Optional.ofNullable(portals.get(number));
  }

  /** All portals. */
  public List<PortalState> portals() {
    return List.copyOf(portals.values());
  }

  /** The application of this number. */
  public Optional<Application> application(int number) {
    return Optional.ofNullable(applications.get(number));
  }

  /** The application of this client id. */
  public Optional<Application> application(String clientId) {
    return application(clientId.hashCode()).filter(known -> known.clientId().equals(clientId));
  }
}
