/** Exact questions to the store, answered in stable pages. */
@NullMarked
@ApplicationModule(allowedDependencies = {"event", "security"})
package io.loyaltysuite.journal.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
