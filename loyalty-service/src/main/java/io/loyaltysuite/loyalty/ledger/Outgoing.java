package io.loyaltysuite.loyalty.ledger;

import org.apache.kafka.common.header.Headers;

/** A record to publish, as final bytes; sent again, it is the same to the last byte. */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
public record Outgoing(String topic, byte[] key, Headers headers, byte[] value) {}
