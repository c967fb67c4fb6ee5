/**
 * The portal's REST front: order of checks, limits, methods, batch, and the log of calls (protocol
 * 3, 4, 5, 7, 9.5).
 */
@NullMarked
package io.loyaltysuite.simulator.rest;

import org.jspecify.annotations.NullMarked;
