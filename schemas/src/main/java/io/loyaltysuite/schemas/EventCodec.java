package io.loyaltysuite.schemas;

import static java.util.Objects.requireNonNull;

import io.loyaltysuite.schemas.Decoded.Event;
import io.loyaltysuite.schemas.Decoded.Poison;
import io.loyaltysuite.schemas.WriterSchema.Resolved;
import io.loyaltysuite.schemas.WriterSchema.Unavailable;
import io.loyaltysuite.schemas.WriterSchema.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns events into bytes and back, in Confluent's wire format (byte 0, schema id in four bytes,
 * big end first, Avro binary). Safe for many threads.
 */
public final class EventCodec implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventCodec.class);

  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;
  private static final int MAX_CAUSE = 300;

  /** Between two questions to an absent registry. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  static {
    TrustedEvents.register();
  }

  private final RegistryClient registry;
  private final WriterSchemas schemas;
  private final Map<EventType, Output> outputs = new EnumMap<>(EventType.class);

  /** How an event leaves: under which id, by which writer. */
  private record Output(int id, DatumWriter<SpecificRecord> writer) {}

  private EventCodec(RegistryClient registry, WriterSchemas schemas, Map<EventType, Integer> ids) {
    this.registry = registry;
    this.schemas = schemas;
    ids.forEach((type, id) -> outputs.put(type, new Output(id, new EventWriter(type.record()))));
  }

  /**
   * Gets an id for every schema of this build and compares it with memory. Runs on remembered ids
   * while the registry is away.
   *
   * @throws SchemaMismatch when an id changed or the registry refuses a schema
   * @throws RegistryUnavailable when the registry is away and a schema has no remembered id
   */
  public static EventCodec start(CodecSettings settings, SchemaMemory memory) {
    var registry = new RegistryClient(settings);
    try {
      var ids = new Enrolment(registry, memory, settings.register()).enrol();
      var schemas = new WriterSchemas(registry, memory);
      memory.all().forEach(known -> schemas.add(known.id(), known.schema()));
      return new EventCodec(registry, schemas, ids);
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  /**
   * Like {@link #start(CodecSettings, SchemaMemory)}, but asks an absent registry again for a
   * while: where everything is started at once, the registry may be the last to answer.
   *
   * @param patience how long after the first question the last one may be asked
   * @throws RegistryUnavailable when the registry is still away then, or this thread is interrupted
   */
  public static EventCodec start(CodecSettings settings, SchemaMemory memory, Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return start(settings, memory);
      } catch (RegistryUnavailable e) {
        if (System.nanoTime() + PAUSE.toNanos() > deadline
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LOG.info("asking the registry again, for {} at most: {}", patience, e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /**
   * Lets Avro instantiate the generated records. Only code that reads or copies them without a
   * codec needs to call this; calling twice does nothing.
   */
  public static void trustEvents() {
    TrustedEvents.register();
  }

  /**
   * Bytes for a record of the topic.
   *
   * @throws IllegalArgumentException when the value is no event, belongs to another topic or lacks
   *     a required field
   */
  public byte[] encode(String topic, SpecificRecord value) {
    var type =
        EventType.named(value.getSchema().getFullName())
            .orElseThrow(() -> new IllegalArgumentException("no event: " + value.getClass()));
    var misplaced = misplaced(topic, type);
    if (misplaced != null) {
      throw new IllegalArgumentException(misplaced);
    }
    try {
      return write(type, value);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(type.recordName() + " cannot be encoded: " + e, e);
    }
  }

  /** Never throws: whatever the bytes are, the answer is a value. */
  public Decoded decode(String topic, byte @Nullable [] value) {
    if (value == null) {
      return new Poison("no value");
    }
    if (value.length < HEADER_BYTES) {
      return new Poison("length: " + value.length + " bytes (expected: at least 5)");
    }
    if (value[0] != MAGIC) {
      return new Poison("first byte: " + value[0] + " (expected: 0)");
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    return switch (schemas.find(id)) {
      case Unreadable(var cause) -> poison(cause);
      case Unavailable(var cause) -> new Decoded.Unavailable(cause);
      case Resolved schema -> {
        var misplaced = misplaced(topic, schema.type());
        yield misplaced == null ? read(schema, id, value) : new Poison(misplaced);
      }
    };
  }

  /**
   * Asks the registry for a schema that this build has registered: whether it answers, whatever it
   * says. Nothing here depends on the answer; it is for those who watch over a deployment.
   */
  public boolean registryAnswers() {
    var type = EventType.OPERATION_RESULT;
    return !(registry.lookUp(type.subject(), type.published()) instanceof RegistryAnswer.Away);
  }

  /** Ends the connection to the registry. Encoding goes on working, decoding of known ids too. */
  @Override
  public void close() {
    registry.close();
  }

  WriterSchemas schemas() {
    return schemas;
  }

  private byte[] write(EventType type, SpecificRecord value) throws IOException {
    var output = requireNonNull(outputs.get(type));
    var out = new ByteArrayOutputStream(1024);
    out.writeBytes(ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(output.id()).array());
    var encoder = EncoderFactory.get().binaryEncoder(out, null);
    output.writer().write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static Decoded read(Resolved schema, int id, byte[] value) {
    try {
      var in =
          DecoderFactory.get()
              .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
      var event = schema.reader().read(null, in);
      if (!in.isEnd()) {
        return new Poison(schema.type().recordName() + ": bytes left over after its end");
      }
      return new Event(event, id);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return poison(schema.type().recordName() + ": " + e);
    }
  }

  private static @Nullable String misplaced(String topic, EventType type) {
    return EventType.onTopic(topic)
        .filter(expected -> expected != type)
        .map(
            expected ->
                "%s on %s (expected: %s)"
                    .formatted(type.recordName(), topic, expected.recordName()))
        .orElse(null);
  }

  private static Poison poison(String cause) {
    return new Poison(cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE) + "…");
  }
}
