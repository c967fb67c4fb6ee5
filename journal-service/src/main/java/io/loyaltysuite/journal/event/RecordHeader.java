package io.loyaltysuite.journal.event;

import org.jspecify.annotations.Nullable;

/** A header as it was on the record; names may repeat, and a value may be any bytes or none. */
@SuppressWarnings("ArrayRecordComponent") // Carried, never compared.
public record RecordHeader(String name, byte @Nullable [] value) {}
