package io.loyaltysuite.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The codec as an ordinary Kafka serializer for values: named in a client's settings, it is
 * exchangeable with Confluent's {@code KafkaAvroSerializer} and takes the same {@code
 * schema.registry.url} and {@code auto.register.schemas}. Ids are remembered as long as the process
 * runs.
 */
public final class AvroSerializer implements Serializer<SpecificRecord> {

  private @Nullable EventCodec codec;

  /** For Kafka, which configures it afterwards. */
  public AvroSerializer() {}

  /** Over a codec in use; closing the serializer closes the codec. */
  public AvroSerializer(EventCodec codec) {
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
  public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord value) {
    if (value == null) {
      return null;
    }
    try {
      return requireNonNull(codec, "not configured").encode(topic, value);
    } catch (IllegalArgumentException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (codec != null) {
      codec.close();
    }
  }
}
