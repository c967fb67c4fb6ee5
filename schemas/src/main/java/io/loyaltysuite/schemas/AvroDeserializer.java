package io.loyaltysuite.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The codec as an ordinary Kafka deserializer for values. Poison, and a schema that is unknown
 * while the registry is away, are a {@link SerializationException}: the consumer stays where it is.
 */
public final class AvroDeserializer implements Deserializer<SpecificRecord> {

  private @Nullable EventCodec codec;

  /** For Kafka, which configures it afterwards. */
  public AvroDeserializer() {}

  /** Over a codec in use; closing the deserializer closes the codec. */
  public AvroDeserializer(EventCodec codec) {
    this.codec = codec;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    if (isKey) {
      throw new IllegalArgumentException("for values only: keys are member ids");
    }
    if (codec == null) {
      codec = KafkaCodec.start(configs);
    }
  }

  @Override
  public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    return switch (requireNonNull(codec, "not configured").decode(topic, bytes)) {
      case Decoded.Event(var event, _) -> event;
      case Decoded.Poison(var cause) -> throw new SerializationException(cause);
      case Decoded.Unavailable(var cause) -> throw new SerializationException(cause);
    };
  }

  @Override
  public void close() {
    if (codec != null) {
      codec.close();
    }
  }
}
