/**
 * A real broker, database and schema registry for one machine, started from libraries: what {@code
 * ./suite} runs on and what integration tests meet. Depends on no service.
 */
@NullMarked
package io.loyaltysuite.standalone.parts;

import org.jspecify.annotations.NullMarked;
