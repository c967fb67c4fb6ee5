/** What features need to measure: meters of closed sets, figures taken from the database. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.gateway.meter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
