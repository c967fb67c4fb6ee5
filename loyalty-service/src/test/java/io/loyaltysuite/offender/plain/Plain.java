package io.loyaltysuite.offender.plain;

/** Something to depend on. */
public record Plain(String text) {}
