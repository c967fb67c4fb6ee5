/** Two business processes that show a running suite at work, from the portal to the proof. */
@NullMarked
package io.loyaltysuite.simulator.demo;

import org.jspecify.annotations.NullMarked;
