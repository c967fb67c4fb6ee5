/**
 * HTTP as the simulator's servers see it: a request with PHP's merged parameters, an answer with a
 * status and a body.
 */
@NullMarked
package io.loyaltysuite.simulator.http;

import org.jspecify.annotations.NullMarked;
