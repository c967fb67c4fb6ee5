package io.loyaltysuite.loyalty.card;

/** Whose card: what the caller knows about it, in order of trust; unknown parts are empty. */
public record Selector(String cardId, String cardNumber, String contactId, String phone) {}
