package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;

/**
 * What somebody gets who brought a client.
 *
 * @param percent of the sum of a purchase, when the call does not say
 */
public record AffiliateRules(BigDecimal percent) {}
