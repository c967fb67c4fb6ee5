/** Packs a process into a file that explains and reproduces it elsewhere. */
@NullMarked
@ApplicationModule(allowedDependencies = {"event"})
package io.loyaltysuite.journal.bundle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
