/**
 * One lane per portal: whatever asks a portal something does it here, one request at a time and
 * within the portal's limit.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"meter", "trouble"})
package io.loyaltysuite.gateway.lane;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
