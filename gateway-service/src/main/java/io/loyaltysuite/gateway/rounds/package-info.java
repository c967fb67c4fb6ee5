/** What is done again and again for as long as the gateway runs. */
@NullMarked
@ApplicationModule(allowedDependencies = {"trouble"})
package io.loyaltysuite.gateway.rounds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
