/** What clients see of the ledger: pages of cards, contacts and transactions. Only reads. */
@NullMarked
@ApplicationModule(allowedDependencies = {"card", "ledger", "reproduce"})
package io.loyaltysuite.loyalty.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
