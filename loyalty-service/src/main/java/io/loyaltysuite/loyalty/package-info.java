/** The loyalty service: decides commands and keeps the ledger. */
@NullMarked
package io.loyaltysuite.loyalty;

import org.jspecify.annotations.NullMarked;
