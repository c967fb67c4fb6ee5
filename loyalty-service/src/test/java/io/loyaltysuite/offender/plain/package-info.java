/** Used by a package that does not say so. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.offender.plain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
