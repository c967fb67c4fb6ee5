/**
 * Everything in one command: starts the parts and the services on one machine, keeps them running,
 * and shows what they do. The only place that may use every other module.
 */
@NullMarked
package io.loyaltysuite.standalone;

import org.jspecify.annotations.NullMarked;
