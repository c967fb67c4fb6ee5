/**
 * Who may call what, and how secrets are kept: the table of routes, the security filters, the
 * sealer.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"config", "rounds", "trouble"})
package io.loyaltysuite.gateway.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
