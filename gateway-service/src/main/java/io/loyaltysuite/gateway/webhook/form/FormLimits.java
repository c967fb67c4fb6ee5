package io.loyaltysuite.gateway.webhook.form;

/**
 * How much structure a form may have.
 *
 * @param pairs {@code key=value} pairs
 * @param depth brackets of one key
 * @param keyLength characters of one key
 */
public record FormLimits(int pairs, int depth, int keyLength) {}
