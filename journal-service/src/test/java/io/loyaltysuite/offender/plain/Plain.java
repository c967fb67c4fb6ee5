package io.loyaltysuite.offender.plain;

/** Harmless. */
public record Plain(String text) {}
