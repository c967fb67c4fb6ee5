package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroSerializerTest {

  private final StubRegistry registry = StubRegistry.start();
  private final Map<String, ?> settings = Map.of("schema.registry.url", registry.url().toString());

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void whatIsSerializedIsDeserialized() {
    try (var out = new AvroSerializer();
        var in = new AvroDeserializer()) {
      out.configure(settings, false);
      in.configure(settings, false);
      var bytes = out.serialize(Topics.AUDIT, Samples.audit());
      assertThat(in.deserialize(Topics.AUDIT, bytes)).isEqualTo(Samples.audit());
    }
  }

  @Test
  void aTombstoneStaysOne() {
    try (var out = new AvroSerializer();
        var in = new AvroDeserializer()) {
      assertThat(out.serialize(Topics.AUDIT, null)).isNull();
      assertThat(in.deserialize(Topics.AUDIT, null)).isNull();
    }
  }

  @Test
  void poisonAndMisplacedEventsAreKafkasSerializationFailures() {
    try (var out = new AvroSerializer();
        var in = new AvroDeserializer()) {
      out.configure(settings, false);
      in.configure(settings, false);
      assertThatThrownBy(() -> out.serialize(Topics.RESULTS, Samples.audit()))
          .isInstanceOf(SerializationException.class)
          .hasMessage("AuditEvent on loyalty.results.v1 (expected: OperationResult)");
      assertThatThrownBy(() -> in.deserialize(Topics.RESULTS, new byte[] {1, 2, 3}))
          .isInstanceOf(SerializationException.class)
          .hasMessage("length: 3 bytes (expected: at least 5)");
    }
  }

  @Test
  void registrationCanBeTurnedOff() {
    var lookUpOnly =
        Map.of("schema.registry.url", registry.url().toString(), "auto.register.schemas", "false");
    try (var out = new AvroSerializer()) {
      assertThatThrownBy(() -> out.configure(lookUpOnly, false))
          .isInstanceOf(SchemaMismatch.class)
          .hasMessageContaining("registration is off");
    }
  }

  @Test
  void missingAndMisplacedSettingsAreNamed() {
    try (var out = new AvroSerializer();
        var in = new AvroDeserializer()) {
      assertThatThrownBy(() -> out.configure(Map.of(), false))
          .isInstanceOf(ConfigException.class)
          .hasMessage("missing setting: schema.registry.url");
      assertThatThrownBy(() -> in.configure(settings, true))
          .hasMessage("for values only: keys are member ids");
    }
  }
}
