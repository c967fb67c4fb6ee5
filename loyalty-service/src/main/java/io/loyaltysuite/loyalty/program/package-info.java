/**
 * How a portal runs its loyalty program: settings with defaults and limits, levels, touch points.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.loyalty.program;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
