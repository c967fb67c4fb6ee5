package io.loyaltysuite.gateway.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of deliveries.
 *
 * @param origin the result as it stood on its topic
 * @param waits whether the step waits for the answer
 * @param alone whether a request with it failed as a whole
 * @param attempt requests that carried it so far
 * @param failures attempts that failed for a reason of its own
 * @param resends how often it was sent again because it may have been lost
 * @param workflowTouchedAt when another answer to the same workflow was last sent
 */
record StoredDelivery(
    DeliveryKey key,
    Origin origin,
    String replyTo,
    boolean waits,
    @Nullable Instant deadline,
    Instant storedAt,
    boolean alone,
    int attempt,
    int failures,
    int resends,
    @Nullable Instant workflowTouchedAt) {}
