/** What operators do over HTTP: look at portals, and ask for work in their lanes. */
@NullMarked
@ApplicationModule(allowedDependencies = {"delivery", "outbox", "portal", "security"})
package io.loyaltysuite.gateway.operate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
