package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;

/**
 * How bonuses are earned. Zero means no limit, and for days: at once, never.
 *
 * @param delayDays days until earned bonuses can be spent
 * @param lifetime how long bonuses live after they became spendable
 * @param maxPerOperation largest single accrual
 * @param maxPerDay largest sum accrued to one card on one business day
 * @param maxBalance largest balance of a card, pending bonuses included
 * @param maxOpenLots bound of open lots per card; beyond it new bonuses join the nearest lot
 * @param oncePer what an accrual may happen once per unless the call says otherwise
 */
public record AccrualRules(
    int delayDays,
    LifetimeRules lifetime,
    BigDecimal maxPerOperation,
    BigDecimal maxPerDay,
    BigDecimal maxBalance,
    int maxOpenLots,
    String oncePer) {}
