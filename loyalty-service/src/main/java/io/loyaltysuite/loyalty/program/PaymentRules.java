package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;

/**
 * How bonuses are spent. Zero means no limit.
 *
 * @param maxSharePercent part of a document that bonuses may pay, unless the card's level says
 * @param min smallest payment
 * @param maxPerOperation largest single payment
 * @param maxPerDay largest sum paid by one card on one business day
 * @param minDocumentSum smallest document that bonuses may pay for
 * @param oncePer what a payment may happen once per unless the call says otherwise
 */
public record PaymentRules(
    BigDecimal maxSharePercent,
    BigDecimal min,
    BigDecimal maxPerOperation,
    BigDecimal maxPerDay,
    BigDecimal minDocumentSum,
    String oncePer) {}
