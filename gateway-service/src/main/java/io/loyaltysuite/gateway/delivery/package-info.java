/** The way out: brings results to their portals' waiting steps and reports every step of it. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "config",
      "lane",
      "meter",
      "outbox",
      "portal",
      "rounds",
      "security",
      "trace",
      "trouble",
      "work"
    })
package io.loyaltysuite.gateway.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
