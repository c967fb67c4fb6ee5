/** What a tracing back end is told about calls, when there is one. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.loyalty.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
