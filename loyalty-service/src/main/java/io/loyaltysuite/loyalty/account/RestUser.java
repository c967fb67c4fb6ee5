package io.loyaltysuite.loyalty.account;

/**
 * A client of an account's own clients.
 *
 * @param contactId whose things the client may see
 */
public record RestUser(RestAccount account, String contactId) {}
