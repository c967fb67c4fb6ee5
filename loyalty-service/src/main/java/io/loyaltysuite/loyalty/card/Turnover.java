package io.loyaltysuite.loyalty.card;

/** Registered purchases of a card. */
public record Turnover(long count, Money sum) {}
