/** Work that happens later or beside: one timer thread, virtual threads for the work. */
@NullMarked
package io.loyaltysuite.simulator.time;

import org.jspecify.annotations.NullMarked;
