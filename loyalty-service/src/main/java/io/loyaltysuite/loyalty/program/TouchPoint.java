package io.loyaltysuite.loyalty.program;

/** A store, cash desk or site, and what is allowed there. */
public record TouchPoint(String name, boolean allowsAccrual, boolean allowsPayment) {}
