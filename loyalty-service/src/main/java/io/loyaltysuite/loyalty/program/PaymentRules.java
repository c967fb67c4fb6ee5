package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;

/**
 * How bonuses are spent. Zero means no limit.
 *
 * @param maxSharePercent part of a document that bonuses may pay
 * @param min smallest payment
 * @param maxPerOperation largest single payment
 * @param oncePer what a payment may happen once per unless the call says otherwise
 */
public record PaymentRules(
    BigDecimal maxSharePercent, BigDecimal min, BigDecimal maxPerOperation, String oncePer) {}
