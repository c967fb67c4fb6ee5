package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.schemas.v1.OperationResult;

/**
 * What a caller who waited is told.
 *
 * @param repeated whether this is the answer to an earlier request with the same key
 */
public record Answer(OperationResult result, boolean repeated) {}
