/**
 * The application's page inside a portal: what an administrator sees while the application is being
 * installed, and whoever opens it later.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"config", "portal", "security"})
package io.loyaltysuite.gateway.frame;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
