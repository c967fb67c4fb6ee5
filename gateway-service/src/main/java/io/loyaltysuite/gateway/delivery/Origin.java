package io.loyaltysuite.gateway.delivery;

import java.util.List;

/** A record as it stood on its topic, kept whole for a dead letter. */
@SuppressWarnings("ArrayRecordComponent") // Records are carried, never compared.
record Origin(
    int partition, long offset, byte[] value, List<String> headerNames, List<String> headerValues) {

  /** Text of a header; empty when there is none. */
  String header(String name) {
    int place = headerNames.indexOf(name);
    return place < 0 ? "" : headerValues.get(place);
  }
}
