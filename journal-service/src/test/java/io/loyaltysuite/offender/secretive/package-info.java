/** Declares no dependency, but has one. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.offender.secretive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
