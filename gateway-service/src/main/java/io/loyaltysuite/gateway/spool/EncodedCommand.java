package io.loyaltysuite.gateway.spool;

import io.loyaltysuite.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** A command as it will stand on its topic. */
@SuppressWarnings("ArrayRecordComponent") // Commands are carried, never compared.
public record EncodedCommand(String memberId, String workflowId, byte[] value, Headers headers) {

  /** What a record costs next to its key, value and headers; more than it really does. */
  private static final int OVERHEAD = 512;

  private static final int HEADER_OVERHEAD = 16;

  byte[] key() {
    return memberId.getBytes(StandardCharsets.UTF_8);
  }

  /** Size of the record, or a little more. */
  int bytes() {
    int bytes = OVERHEAD + key().length + value.length;
    for (Header header : headers) {
      bytes += HEADER_OVERHEAD + header.key().length() + header.value().length;
    }
    return bytes;
  }

  static String topic() {
    return Topics.COMMANDS;
  }
}
