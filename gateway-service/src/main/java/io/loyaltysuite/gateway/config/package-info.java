/** Settings that more than one feature reads. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.gateway.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
