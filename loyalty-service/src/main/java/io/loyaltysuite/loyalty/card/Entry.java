package io.loyaltysuite.loyalty.card;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a card's ledger; never changed.
 *
 * @param seq gapless per card, from 1
 * @param amount signed effect on the spendable balance; the sum of all is the balance
 * @param transactionId set when clients see the entry as an accrual or a payment
 */
public record Entry(
    UUID id,
    UUID cardId,
    long seq,
    Instant at,
    BigDecimal amount,
    BigDecimal balanceAfter,
    @Nullable UUID transactionId,
    Reason reason,
    Change change) {}
