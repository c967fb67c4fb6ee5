/** The pages people look at, and the JSON behind them. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"event", "search", "security", "timeline", "replay", "bundle"})
package io.loyaltysuite.journal.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
