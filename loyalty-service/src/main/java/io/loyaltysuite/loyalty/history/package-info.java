/** What the journal service knows of an account, asked over its HTTP interface. */
@NullMarked
@ApplicationModule(allowedDependencies = {"config"})
package io.loyaltysuite.loyalty.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
