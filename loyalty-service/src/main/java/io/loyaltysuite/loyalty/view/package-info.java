/**
 * What clients see: pages of cards, contacts and transactions, which are only read here, and what
 * is said about levels and touch points.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"card", "ledger", "reproduce"})
package io.loyaltysuite.loyalty.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
