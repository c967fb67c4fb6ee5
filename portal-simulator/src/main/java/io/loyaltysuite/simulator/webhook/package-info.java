/**
 * The queue that carries webhooks and application events to their handlers, once each (protocol 1,
 * 6.5, 9.3).
 */
@NullMarked
package io.loyaltysuite.simulator.webhook;

import org.jspecify.annotations.NullMarked;
