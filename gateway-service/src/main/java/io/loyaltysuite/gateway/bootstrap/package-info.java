/** Wires what all features share: the event codec and the brokers' clients. */
@NullMarked
@ApplicationModule(allowedDependencies = {"config"})
package io.loyaltysuite.gateway.bootstrap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
