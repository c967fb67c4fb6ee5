/**
 * The way of commands into Kafka: straight, or by way of PostgreSQL while Kafka does not take them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"meter", "trouble"})
package io.loyaltysuite.gateway.spool;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
