package io.loyaltysuite.gateway.work.deal;

/** What comes of thinking about a discount. */
public sealed interface Planning permits Plan, Impossible {}
