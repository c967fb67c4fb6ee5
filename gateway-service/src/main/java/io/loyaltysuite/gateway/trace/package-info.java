/** What a tracing back end is told about calls, when there is one. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.gateway.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
