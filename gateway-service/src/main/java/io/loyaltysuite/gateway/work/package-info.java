/**
 * Work that decisions leave to be done in their portals, such as a discount on a deal: stored, done
 * in the portal's lane, and told to the domain by a command that follows from it.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"lane", "meter", "outbox", "portal", "rounds", "trace", "trouble"})
package io.loyaltysuite.gateway.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
