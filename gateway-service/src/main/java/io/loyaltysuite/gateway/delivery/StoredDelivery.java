package io.loyaltysuite.gateway.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of deliveries.
 *
 * @param origin the result as it stood on its topic
 * @param waits whether the step waits for the answer
 * @param receivedAt when the webhook came
 * @param alone whether a request with it failed as a whole
 * @param attempt requests that carried it so far
 * @param failures attempts that failed for a reason of its own
 * @param resends how often it was sent again because it may have been lost
 * @param uncertain whether a request carried it and nobody knows what came of it
 * @param workflowRestsAt when the workflow comes to rest after answers to its other steps
 */
record StoredDelivery(
    DeliveryKey key,
    Origin origin,
    String replyTo,
    boolean waits,
    Instant receivedAt,
    @Nullable Instant deadline,
    Instant storedAt,
    boolean alone,
    int attempt,
    int failures,
    int resends,
    boolean uncertain,
    @Nullable Instant workflowRestsAt) {}
