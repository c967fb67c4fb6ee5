/** The store: every event of every topic, kept as bytes, found by its headers. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.journal.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
