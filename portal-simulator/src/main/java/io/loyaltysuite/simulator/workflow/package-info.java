/**
 * Business processes and their running instances: steps that wait, the lock, what happens to a
 * reply (protocol 2 and 9.2), and the evidence of it. {@code Workflow} is pure; {@code Engine}
 * gives it time.
 */
@NullMarked
package io.loyaltysuite.simulator.workflow;

import org.jspecify.annotations.NullMarked;
