package io.loyaltysuite.loyalty.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a cash desk told (spec 1.12).
 *
 * @param pos {@code 1c} or {@code iiko}
 * @param type {@code selling} or {@code refund}
 * @param number of the order at the cash desk
 * @param saleId the operation that a refund belongs to
 * @param touchPoint its id in the settings
 * @param attempt counts from 1; only a refused operation is tried again
 * @param state {@code running}, {@code done} or {@code refused}
 * @param fingerprint the same for the same request
 * @param request as JSON
 * @param transactions what it came to, as JSON
 * @param paymentId the transaction that charged bonuses
 */
public record PosOperation(
    UUID id,
    String pos,
    String type,
    String number,
    @Nullable UUID saleId,
    @Nullable UUID cardId,
    String touchPoint,
    BigDecimal moneySum,
    BigDecimal bonusSum,
    int attempt,
    String state,
    String fingerprint,
    String request,
    String transactions,
    @Nullable UUID paymentId,
    Instant created) {

  public boolean isDone() {
    return state.equals("done");
  }

  public boolean isRefused() {
    return state.equals("refused");
  }

  /** Refused before, and told anew, perhaps with something mended. */
  PosOperation again(PosOperation told) {
    return new PosOperation(
        id,
        told.pos,
        told.type,
        told.number,
        told.saleId,
        told.cardId,
        told.touchPoint,
        told.moneySum,
        told.bonusSum,
        attempt + 1,
        told.state,
        told.fingerprint,
        told.request,
        told.transactions,
        null,
        created);
  }
}
