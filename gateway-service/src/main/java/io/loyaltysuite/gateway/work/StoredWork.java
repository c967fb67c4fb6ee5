package io.loyaltysuite.gateway.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of works.
 *
 * @param value the result that asked for it, as it stood on its topic
 * @param trace {@code traceparent} of that result; may be empty
 * @param plan as JSON; null as long as nothing can have been written
 * @param made what the portal showed afterwards, as JSON
 * @param outcome how it ended; empty while it did not
 * @param attempt turns that did not end it so far
 * @param failures those that failed for a reason of its own
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are carried, never compared.
record StoredWork(
    String resultId,
    byte[] value,
    String trace,
    Instant until,
    @Nullable String plan,
    @Nullable String made,
    String outcome,
    int attempt,
    int failures,
    Instant storedAt) {}
