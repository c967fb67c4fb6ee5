/**
 * The catalogue: the one place where an activity is declared. Pure; everything about activities
 * derives from it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.gateway.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
