package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.Decoded.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every released record is read for good: by this build, and by every released build. */
class ReleasedSchemasTest {

  private static final JsonMapper JSON = new JsonMapper();

  @BeforeAll
  static void releaseWhenAsked() {
    var version = Integer.getInteger("schemas.release");
    if (version != null) {
      Stream.of(EventType.values()).forEach(type -> Released.release(type, version));
    }
  }

  static Stream<Released> released() {
    return Released.all();
  }

  @ParameterizedTest
  @EnumSource
  void allVersionsReadEachOther(EventType type) {
    var versions = new ArrayList<>(Released.of(type).stream().map(Released::schema).toList());
    assertThat(versions).isNotEmpty();
    versions.add(type.published());
    assertThat(conflicts(versions)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("released")
  void aSampleOfEveryVersionIsReadToday(Released released) {
    try (var registry = StubRegistry.start();
        var codec = EventCodec.start(registry.settings(), SchemaMemory.inProcess())) {
      var topic = released.type().topic();
      int id = registry.register(topic + "-value", released.schema());
      var body = released.goldenBytes();
      var bytes = ByteBuffer.allocate(5 + body.length).put(5, body).putInt(1, id).array();
      var event = ((Event) codec.decode(topic, bytes)).value();
      assertContains(JSON.readTree(event.toString()), JSON.readTree(released.goldenJson()), "");
    }
  }

  /** The guard above, seen failing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'audit_id','type':'string'},{'name':'added','type':'string'}",
        "{'name':'audit_id','type':'long'}",
        "{'name':'renamed_id','type':'string'}",
        "{'name':'audit_id','type':['null','string'],'default':null}",
        ""
      })
  void anIncompatibleVersionIsSeen(String fields) {
    var good = audit("{'name':'audit_id','type':'string'}");
    assertThat(conflicts(List.of(good, audit(fields)))).isNotEmpty();
  }

  @Test
  void aFieldWithADefaultMayComeAndGo() {
    var less = audit("{'name':'audit_id','type':'string'}");
    var more =
        audit("{'name':'audit_id','type':'string'},{'name':'b','type':'string','default':''}");
    assertThat(conflicts(List.of(less, more))).isEmpty();
  }

  /** FULL_TRANSITIVE: everybody reads everybody. */
  private static List<String> conflicts(List<Schema> versions) {
    return versions.stream()
        .flatMap(reader -> versions.stream().map(writer -> check(reader, writer)))
        .filter(result -> result.getType() != SchemaCompatibilityType.COMPATIBLE)
        .map(SchemaCompatibility.SchemaPairCompatibility::getDescription)
        .toList();
  }

  private static SchemaCompatibility.SchemaPairCompatibility check(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
  }

  private static Schema audit(String fields) {
    var text = "{'type':'record','name':'AuditEvent','fields':[%s]}".formatted(fields);
    return SchemaText.parse(text.replace('\'', '"'));
  }

  /** Whatever was said then is said now; later versions may say more. */
  private static void assertContains(JsonNode now, JsonNode then, String path) {
    if (!then.isObject()) {
      if (!then.isArray()) {
        assertThat(now).as(path).isEqualTo(then);
        return;
      }
      assertThat(now.size()).as(path).isEqualTo(then.size());
      for (int i = 0; i < then.size(); i++) {
        assertContains(now.path(i), then.path(i), path + "/" + i);
      }
      return;
    }
    for (var property : then.properties()) {
      var name = property.getKey();
      assertContains(now.path(name), property.getValue(), path + "/" + name);
    }
  }
}
