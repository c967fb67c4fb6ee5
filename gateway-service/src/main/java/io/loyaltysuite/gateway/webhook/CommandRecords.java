package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.spool.EncodedCommand;
import io.loyaltysuite.gateway.spool.Shortening;
import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import java.nio.charset.StandardCharsets;

/** Turns commands into records. The same command twice gives the same record twice. */
final class CommandRecords implements Shortening {
  private static final String SOURCE = "gateway";

  private final EventCodec codec;

  CommandRecords(EventCodec codec) {
    this.codec = codec;
  }

  /** The record of a command, of its identity alone when the whole of it cannot be encoded. */
  EncodedCommand of(ActivityCommand command, String trace) {
    byte[] value;
    try {
      value = codec.encode(Topics.COMMANDS, command);
    } catch (IllegalArgumentException e) {
      var cut = Commands.cutToIdentity(command, command.getRawProperties().length());
      return record(cut, codec.encode(Topics.COMMANDS, cut), trace);
    }
    return record(command, value, trace);
  }

  @Override
  public EncodedCommand shorten(EncodedCommand record) {
    if (codec.decode(Topics.COMMANDS, record.value())
        instanceof Decoded.Event(ActivityCommand command, _)) {
      var cut = Commands.cutToIdentity(command, record.value().length);
      var trace = EventHeaders.text(record.headers(), EventHeaders.TRACEPARENT);
      return record(cut, codec.encode(Topics.COMMANDS, cut), trace);
    }
    throw new IllegalArgumentException("not a command: " + record.value().length + " bytes");
  }

  private static EncodedCommand record(ActivityCommand command, byte[] value, String trace) {
    var headers = EventHeaders.of(command, SOURCE);
    headers.add(EventHeaders.TRACEPARENT, trace.getBytes(StandardCharsets.US_ASCII));
    var invocation = command.getInvocation();
    return new EncodedCommand(invocation.getMemberId(), invocation.getWorkflowId(), value, headers);
  }
}
