/** What the features share and who closes it: the codec and the clock. */
@NullMarked
@ApplicationModule(allowedDependencies = {"config", "rounds", "trouble"})
package io.loyaltysuite.gateway.bootstrap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
