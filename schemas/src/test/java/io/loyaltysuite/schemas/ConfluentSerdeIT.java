package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.Decoded.Event;
import io.loyaltysuite.standalone.parts.Parts;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Confluent's own serializers and our codec read each other. Runs in the profile {@code confluent}
 * only, which brings Confluent's jar; the jar is found by class name, as a site would configure it.
 */
@Tag("confluent")
class ConfluentSerdeIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PACKAGE = "io.confluent.kafka.serializers.";

  private final CodecSettings settings =
      Surroundings.settings(Parts.shared().registry().url(), true);

  @ParameterizedTest
  @EnumSource
  void confluentsDeserializerReadsOurs(EventType type) throws Exception {
    try (var codec = EventCodec.start(settings, SchemaMemory.inProcess());
        Deserializer<?> theirs =
            Utils.newInstance(PACKAGE + "KafkaAvroDeserializer", Deserializer.class)) {
      theirs.configure(confluent(), false);
      var bytes = codec.encode(type.topic(), Samples.of(type));
      var read = (SpecificRecord) theirs.deserialize(type.topic(), bytes);
      assertThat(tree(read)).isEqualTo(tree(Samples.of(type)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ourCodecReadsConfluentsSerializer(EventType type) throws Exception {
    try (var codec = EventCodec.start(settings, SchemaMemory.inProcess());
        @SuppressWarnings("unchecked") // Confluent's takes any object.
            Serializer<Object> theirs =
                Utils.newInstance(PACKAGE + "KafkaAvroSerializer", Serializer.class)) {
      theirs.configure(confluent(), false);
      var bytes = theirs.serialize(type.topic(), Samples.of(type));
      var read = (Event) codec.decode(type.topic(), bytes);
      assertThat(tree(read.value())).isEqualTo(tree(Samples.of(type)));
    }
  }

  private Map<String, Object> confluent() {
    return Map.of(
        "schema.registry.url", settings.registryUrl().toString(),
        "auto.register.schemas", false,
        "use.latest.version", true,
        "latest.compatibility.strict", false,
        "specific.avro.reader", true);
  }

  private static JsonNode tree(SpecificRecord event) {
    return JSON.readTree(event.toString());
  }
}
