/**
 * Discounts on deals, thought out: what rows become, and whether a deal is what was made of it.
 * Pure.
 */
@NullMarked
package io.loyaltysuite.gateway.work.deal;

import org.jspecify.annotations.NullMarked;
