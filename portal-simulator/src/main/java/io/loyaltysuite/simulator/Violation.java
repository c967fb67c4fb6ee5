package io.loyaltysuite.simulator;

/**
 * A promise an application broke (protocol 9.9).
 *
 * @param rule the promise
 * @param count how often it was broken
 */
public record Violation(String rule, long count) {}
