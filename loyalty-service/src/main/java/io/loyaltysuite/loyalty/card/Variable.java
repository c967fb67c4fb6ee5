package io.loyaltysuite.loyalty.card;

/** One value of the activity's result; absent values are empty, never missing. */
public record Variable(String name, String value) {}
