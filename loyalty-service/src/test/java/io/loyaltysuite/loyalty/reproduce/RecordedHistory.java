package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.History;
import io.loyaltysuite.loyalty.card.Ledger.Handled;
import io.loyaltysuite.loyalty.card.Source;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Results as the engine would record them. */
final class RecordedHistory {

  static {
    EventCodec.trustEvents();
  }

  private RecordedHistory() {}

  static List<OperationResult> of(long seed, int steps) {
    History history = new History(seed);
    List<OperationResult> results = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      results.add(result(history.next()));
    }
    return results;
  }

  static OperationResult result(Handled handled) {
    return RecordedResult.write(
        new Decided(
            handled.command(),
            handled.effectiveAt(),
            handled.settings(),
            handled.lookups(),
            handled.before(),
            handled.decision(),
            handled.after()),
        handled.command().source() == Source.ACTIVITY ? invocation(handled.command()) : null);
  }

  private static Invocation invocation(Command command) {
    return Invocation.newBuilder()
        .setMemberId(command.memberId())
        .setWorkflowId(command.context().workflowId())
        .setActivityName(command.context().activityName())
        .setActivityCode(command.activityCode())
        .setDocumentId(command.context().documentId())
        .setDocumentType(command.context().documentType())
        .setEventTokenHash(Ids.sha256(command.id().toString()))
        .setReceivedAt(command.receivedAt())
        .setLanguage(command.language().code())
        .build();
  }

  static byte[] wire(OperationResult result, int schemaId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new SpecificDatumWriter<>(OperationResult.class).write(result, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static OperationResult throughAvro(OperationResult result) {
    byte[] bytes = wire(result, 1);
    try {
      return new SpecificDatumReader<>(OperationResult.class)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
