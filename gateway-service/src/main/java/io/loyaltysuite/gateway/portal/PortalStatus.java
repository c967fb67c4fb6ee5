package io.loyaltysuite.gateway.portal;

import java.util.Locale;

/** How a portal stands to the application. Only an active portal is called freely. */
public enum PortalStatus {
  /** Installed and working. */
  ACTIVE,
  /** The application was removed: nothing is sent any more, no webhook is believed. */
  UNINSTALLED,
  /** The portal refuses our tokens; an administrator must open the application once. */
  NEEDS_REAUTHORISATION,
  /** The subscription of the application has ended. */
  UNPAID,
  /** The portal's plan has no REST, or no business processes. */
  TARIFF,
  /** The portal answers that it was deleted. */
  DELETED;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static PortalStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
