/**
 * The state of one simulated portal: who it is, its users, its deals, its applications and the
 * activities they registered. Knows PHP's values and nothing else of the simulator.
 */
@NullMarked
package io.loyaltysuite.simulator.portal;

import org.jspecify.annotations.NullMarked;
