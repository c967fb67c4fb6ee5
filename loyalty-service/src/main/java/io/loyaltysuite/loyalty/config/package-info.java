/** What the service can be told: settings as validated records. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.loyalty.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
