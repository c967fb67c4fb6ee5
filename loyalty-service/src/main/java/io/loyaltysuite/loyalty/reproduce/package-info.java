/**
 * The one mapping between recorded events and the domain, and the proof built on it: a recorded
 * result is decided again from its own snapshot and compared field by field.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"card", "program"})
package io.loyaltysuite.loyalty.reproduce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
