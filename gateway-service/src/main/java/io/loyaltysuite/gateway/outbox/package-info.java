/** Events that belong to a database change: stored with it, published after it, in order. */
@NullMarked
@ApplicationModule(allowedDependencies = {"meter", "trouble"})
package io.loyaltysuite.gateway.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
