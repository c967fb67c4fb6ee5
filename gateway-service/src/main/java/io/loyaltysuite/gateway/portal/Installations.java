package io.loyaltysuite.gateway.portal;

import java.util.Optional;

/** The portals that installed the application, by member_id. */
public interface Installations {

  /**
   * Finds a portal, also an uninstalled one. Known portals are answered from memory, so webhooks
   * are authenticated while PostgreSQL is away.
   *
   * @throws org.springframework.dao.DataAccessException when the portal is not in memory and
   *     PostgreSQL cannot be asked
   */
  Optional<Installation> find(String memberId);
}
