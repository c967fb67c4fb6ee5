/** The way in: copies the topics into the store, every offset once. */
@NullMarked
@ApplicationModule(allowedDependencies = {"event"})
package io.loyaltysuite.journal.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
