/** Who may call what: the table of routes and the filters made from it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "config", "login"})
package io.loyaltysuite.loyalty.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
