package io.loyaltysuite.gateway.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A result that has to be brought to a portal, as read from its topic. */
record NewDelivery(
    DeliveryKey key,
    Origin origin,
    String replyTo,
    boolean waits,
    Instant receivedAt,
    @Nullable Instant deadline) {}
