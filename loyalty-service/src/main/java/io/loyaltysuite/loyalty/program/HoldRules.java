package io.loyaltysuite.loyalty.program;

/**
 * How bonuses are set aside.
 *
 * @param lifetimeMinutes how long, unless the call says
 * @param maxOpen bound of open holds per card
 */
public record HoldRules(int lifetimeMinutes, int maxOpen) {}
