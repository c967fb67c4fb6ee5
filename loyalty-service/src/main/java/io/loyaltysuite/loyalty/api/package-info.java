/** What other services ask over HTTP. */
@NullMarked
@ApplicationModule(allowedDependencies = {"reproduce"})
package io.loyaltysuite.loyalty.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
