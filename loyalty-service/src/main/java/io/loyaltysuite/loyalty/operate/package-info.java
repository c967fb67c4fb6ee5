/** What operators do over HTTP: run the loyalty programs of portals. */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "program"})
package io.loyaltysuite.loyalty.operate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
