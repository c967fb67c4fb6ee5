/** What operators do over HTTP: run the loyalty programs of portals, and see what is scheduled. */
@NullMarked
@ApplicationModule(allowedDependencies = {"card", "ledger", "program", "schedule"})
package io.loyaltysuite.loyalty.operate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
