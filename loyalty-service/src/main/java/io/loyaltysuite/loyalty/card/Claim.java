package io.loyaltysuite.loyalty.card;

/**
 * What an accepted decision adds to the ledger's index, in the transaction of its entries.
 *
 * @param value opaque to the ledger
 */
public record Claim(Key key, String value) {}
