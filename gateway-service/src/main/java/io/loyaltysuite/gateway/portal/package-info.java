/**
 * Portals as the gateway knows them: who installed the application, with which tokens, and how to
 * ask a portal something.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"activity", "config", "lane", "meter", "outbox", "security", "trouble"})
package io.loyaltysuite.gateway.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
