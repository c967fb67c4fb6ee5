package io.loyaltysuite.journal.security;

import java.security.Principal;
import java.util.Set;

/**
 * Whoever asks, after the password or token was found right.
 *
 * @param portals the portals an integrator may see; without meaning for other roles
 */
public record Caller(String name, Role role, Set<String> portals) implements Principal {

  public Caller {
    portals = Set.copyOf(portals);
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether this caller may see events of the portal. */
  public boolean sees(String memberId) {
    return seesAll() || portals.contains(memberId);
  }

  /** Whether this caller may see every portal, and events that belong to none. */
  public boolean seesAll() {
    return role != Role.INTEGRATOR;
  }
}
