/** What the features share and who closes it: the codec, the producer, the clock. */
@NullMarked
@ApplicationModule(allowedDependencies = {"config", "rounds"})
package io.loyaltysuite.loyalty.bootstrap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
