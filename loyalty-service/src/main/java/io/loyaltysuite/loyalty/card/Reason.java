package io.loyaltysuite.loyalty.card;

/**
 * Why an entry exists.
 *
 * @param id unique per card for the caller's list of operations
 * @param code machine word
 * @param comment text a person sees
 */
public record Reason(String id, String code, String comment) {}
