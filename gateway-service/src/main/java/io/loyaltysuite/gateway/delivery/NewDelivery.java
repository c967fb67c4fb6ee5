package io.loyaltysuite.gateway.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result that has to be brought to a portal, as read from its topic.
 *
 * @param publishedAt when the result was
 * @param askedAt when the portal queued the call, by its own clock
 * @param deadline when the step may stop waiting, by the same clock
 */
record NewDelivery(
    DeliveryKey key,
    Origin origin,
    String replyTo,
    boolean waits,
    Instant receivedAt,
    Instant publishedAt,
    @Nullable Instant askedAt,
    @Nullable Instant deadline) {}
