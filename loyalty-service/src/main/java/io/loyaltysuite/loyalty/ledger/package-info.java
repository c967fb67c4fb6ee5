/** The ledger in PostgreSQL: one poll of commands becomes one transaction, decided once. */
@NullMarked
@ApplicationModule(allowedDependencies = {"card", "program", "reproduce", "rounds", "trace"})
package io.loyaltysuite.loyalty.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
