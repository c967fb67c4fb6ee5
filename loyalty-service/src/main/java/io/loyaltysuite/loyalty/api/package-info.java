/** HTTP: what other services ask, and REST v2 for clients below {@code v2}. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "account",
      "bulk",
      "card",
      "history",
      "ledger",
      "login",
      "program",
      "reproduce",
      "rounds",
      "view"
    })
package io.loyaltysuite.loyalty.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
