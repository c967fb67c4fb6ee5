/** What the log says about a part that stays away: little, and when it is back. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.gateway.trouble;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
