/** The story of one process, told in causal order. */
@NullMarked
@ApplicationModule(allowedDependencies = {"event"})
package io.loyaltysuite.journal.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
