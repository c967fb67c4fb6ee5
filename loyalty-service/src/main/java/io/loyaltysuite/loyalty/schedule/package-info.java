/**
 * Scheduled work: what becomes due on cards is written down, and levels are reviewed, though nobody
 * touches the cards.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"card", "ledger", "rounds"})
package io.loyaltysuite.loyalty.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
