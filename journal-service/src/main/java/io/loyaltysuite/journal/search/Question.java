package io.loyaltysuite.journal.search;

import org.jspecify.annotations.Nullable;

/**
 * What to look for; absent parts do not restrict.
 *
 * @param fromMillis earliest time of the record, included
 * @param toMillis latest time of the record, excluded
 * @param type name of the event, such as OperationResult
 * @param text letters that the record's value contains, exactly as written
 */
public record Question(
    @Nullable String workflow,
    @Nullable String portal,
    long fromMillis,
    long toMillis,
    @Nullable String status,
    @Nullable String errorCode,
    @Nullable String activity,
    @Nullable String type,
    @Nullable String text,
    int limit,
    @Nullable String cursor) {}
