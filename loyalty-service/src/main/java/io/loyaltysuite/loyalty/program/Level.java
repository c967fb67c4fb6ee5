package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One step of the ladder.
 *
 * @param percentage rate of cards on this level
 * @param threshold from which sum or number of purchases the level is reached
 * @param maxPaymentShare part of a document that these cards may pay with bonuses; null when it is
 *     that of the program
 */
public record Level(
    String code,
    String name,
    BigDecimal percentage,
    BigDecimal threshold,
    @Nullable BigDecimal maxPaymentShare) {}
