/** The loyalty service: one package per feature, started by {@code LoyaltyApplication}. */
@NullMarked
package io.loyaltysuite.loyalty;

import org.jspecify.annotations.NullMarked;
