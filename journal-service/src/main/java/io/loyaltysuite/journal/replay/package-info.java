/** Has recorded results decided again and compares. */
@NullMarked
@ApplicationModule(allowedDependencies = {"event", "security"})
package io.loyaltysuite.journal.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
