/**
 * The way in: parses webhooks, proves who sent them and makes them durable before they are
 * answered.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "config",
      "meter",
      "portal",
      "rounds",
      "security",
      "spool",
      "trace",
      "trouble"
    })
package io.loyaltysuite.gateway.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
