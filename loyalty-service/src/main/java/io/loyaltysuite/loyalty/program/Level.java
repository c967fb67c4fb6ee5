package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;

/**
 * One step of the ladder.
 *
 * @param percentage rate of cards on this level
 * @param threshold from which sum or number of purchases the level is reached
 */
public record Level(String code, String name, BigDecimal percentage, BigDecimal threshold) {}
