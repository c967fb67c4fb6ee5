/** The Kafka edge: polls of commands come in, results and dead letters go out. */
@NullMarked
@ApplicationModule(allowedDependencies = {"config", "ledger", "rounds"})
package io.loyaltysuite.loyalty.stream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
