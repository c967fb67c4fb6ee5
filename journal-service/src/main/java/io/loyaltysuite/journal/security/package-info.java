/** Who may ask what: callers, their roles and the one table of routes. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.journal.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
