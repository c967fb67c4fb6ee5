/** Makes the suite's topics and ends: a program of its own, run before the services start. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.gateway.topics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
