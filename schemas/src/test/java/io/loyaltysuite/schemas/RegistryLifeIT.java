package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.schemas.Decoded.Event;
import io.loyaltysuite.schemas.Decoded.Poison;
import io.loyaltysuite.schemas.Decoded.Unavailable;
import io.loyaltysuite.standalone.parts.EmbeddedRegistry;
import io.loyaltysuite.standalone.parts.Parts;
import io.loyaltysuite.standalone.parts.Ports;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The codec through the life of a real registry: empty, in use, stopped, back, and another one. */
class RegistryLifeIT {

  private static final Schema FOREIGN =
      SchemaBuilder.record("x.Foreign").fields().requiredString("a").endRecord();

  @TempDir private Path home;
  private DataSource database = Surroundings.source(Parts.shared().postgres().address("postgres"));

  @BeforeEach
  void freshDatabase() {
    database = Surroundings.source(Parts.shared().freshDatabase("memory"));
  }

  @Test
  void recordsAreWrittenAndReadWhateverBecomesOfTheRegistry() {
    try (var registry = registry("a")) {
      assertThatThrownBy(() -> start(registry, false))
          .isInstanceOf(SchemaMismatch.class)
          .hasMessageContaining("loyalty.commands.v1-value")
          .hasMessageContaining("registration is off");
      byte[] before;
      try (var codec = start(registry, true)) {
        before = codec.encode(Topics.RESULTS, Samples.result());
      }
      start(registry, false).close();

      registry.kill();
      byte[] during;
      try (var codec = start(registry, true)) {
        during = codec.encode(Topics.RESULTS, Samples.result());
        assertThat(codec.decode(Topics.RESULTS, before)).isInstanceOf(Event.class);
        assertThat(codec.decode(Topics.RESULTS, withId(4711, before)))
            .isInstanceOf(Unavailable.class);
      }
      assertThatThrownBy(
              () ->
                  EventCodec.start(
                      Surroundings.settings(registry.url(), true), SchemaMemory.inProcess()))
          .isInstanceOf(RegistryUnavailable.class);

      registry.start();
      try (var codec = start(registry, true);
          var stranger =
              EventCodec.start(
                  Surroundings.settings(registry.url(), false), SchemaMemory.inProcess())) {
        assertThat(codec.decode(Topics.RESULTS, during)).isInstanceOf(Event.class);
        assertThat(stranger.decode(Topics.RESULTS, before)).isInstanceOf(Event.class);
        assertThat(stranger.decode(Topics.RESULTS, withId(4711, before)))
            .isEqualTo(new Poison("unknown schema id 4711"));
      }
    }
  }

  @Test
  void anotherRegistryIsNoticedBeforeAnythingIsWritten() {
    try (var first = registry("a")) {
      start(first, true).close();
    }
    try (var second = registry("b");
        var client = new RegistryClient(Surroundings.settings(second.url(), true))) {
      assertThatThrownBy(() -> start(second, true))
          .isInstanceOf(SchemaMismatch.class)
          .hasMessageContaining("does not know this schema");

      client.register("foreign-value", FOREIGN);
      for (var type : EventType.values()) {
        client.register(type.subject(), type.published());
      }
      assertThatThrownBy(() -> start(second, true))
          .isInstanceOf(SchemaMismatch.class)
          .hasMessageMatching(
              "subject loyalty.commands.v1-value: the registry says id \\d+"
                  + " \\(remembered: id \\d+\\)");
    }
  }

  @Test
  void anIncompatibleSchemaIsRefusedInTheRegistrysWords() {
    try (var registry = registry("c");
        var client = new RegistryClient(Surroundings.settings(registry.url(), true))) {
      client.register(EventType.AUDIT_EVENT.subject(), FOREIGN);
      assertThatThrownBy(() -> start(registry, true))
          .isInstanceOf(SchemaMismatch.class)
          .hasMessageContaining("subject loyalty.audit.v1-value")
          .hasMessageContaining("incompatible");
    }
  }

  private EventCodec start(EmbeddedRegistry registry, boolean register) {
    return EventCodec.start(
        Surroundings.settings(registry.url(), register), new JdbcSchemaMemory(database));
  }

  private EmbeddedRegistry registry(String name) {
    return EmbeddedRegistry.start(
        home.resolve(name),
        Ports.free(),
        Ports.free(),
        Parts.shared().freshDatabase("registry_" + name));
  }

  private static byte[] withId(int id, byte[] bytes) {
    return ByteBuffer.wrap(bytes.clone()).putInt(1, id).array();
  }
}
