package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.schemas.Decoded.Event;
import io.loyaltysuite.schemas.Decoded.Poison;
import io.loyaltysuite.schemas.Decoded.Unavailable;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.ProgramSettings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EventCodecTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int FIRST_ID = 70_001;

  private final StubRegistry registry = StubRegistry.start(FIRST_ID);
  private final EventCodec codec = EventCodec.start(registry.settings(), SchemaMemory.inProcess());

  @BeforeEach
  void forgetTheStart() {
    registry.calls().clear();
  }

  @AfterEach
  void close() {
    codec.close();
    registry.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyEventSurvivesTheWay(EventType type) {
    var event = Samples.of(type);
    int id = registry.register(type.subject(), type.published());
    var decoded = (Event) codec.decode(type.topic(), codec.encode(type.topic(), event));
    assertThat(decoded.schemaId()).isEqualTo(id);
    assertThat(decoded.value()).hasSameClassAs(event);
    assertThat(JSON.readTree(decoded.value().toString()))
        .isEqualTo(JSON.readTree(event.toString()));
  }

  @Test
  void sharedTextsAreTheBytesOfAnOrdinaryMap() {
    var texts = new TreeMap<>(Map.of("card.currency", "RUB", "program.name", "Бонусы", "z", ""));
    var shared = SharedTexts.of(texts);
    var expected = codec.encode(Topics.RESULTS, resultWith(texts));
    assertThat(codec.encode(Topics.RESULTS, resultWith(shared))).isEqualTo(expected);
    assertThat(codec.encode(Topics.RESULTS, resultWith(shared))).isEqualTo(expected);
  }

  @Test
  void sharedTextsStayAsTheyWere() {
    var texts = new TreeMap<>(Map.of("card.currency", "RUB"));
    var shared = SharedTexts.of(texts);
    texts.put("card.currency", "EUR");
    assertThat(shared).isEqualTo(Map.of("card.currency", "RUB"));
    assertThatThrownBy(() -> shared.put("card.currency", "EUR"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(shared::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  private static OperationResult resultWith(Map<String, String> settings) {
    var result = Samples.result();
    result.setSettings(new ProgramSettings(1L, settings));
    return result;
  }

  @ParameterizedTest
  @EnumSource
  void bytesAreConfluentsWireFormat(EventType type) throws Exception {
    var bytes = codec.encode(type.topic(), Samples.of(type));
    assertThat(ByteBuffer.wrap(bytes).get()).isZero();
    int id = registry.register(type.subject(), type.published());
    assertThat(id).isGreaterThanOrEqualTo(FIRST_ID);
    assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
    var reader = new GenericDatumReader<Object>(type.published());
    var generic =
        reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    assertThat(JSON.readTree(generic.toString()))
        .isEqualTo(JSON.readTree(inMillis(Samples.of(type).toString())));
  }

  @Test
  void copiesAreByteIdentical() {
    assertThat(codec.encode(Topics.RESULTS, Samples.result()))
        .isEqualTo(codec.encode(Topics.RESULTS, Samples.result()));
  }

  @Test
  void textsAreStringsAndMapsAreKeyedByStrings() {
    var decoded = codec.decode(Topics.COMMANDS, codec.encode(Topics.COMMANDS, Samples.command()));
    var command = (ActivityCommand) ((Event) decoded).value();
    assertThat(command.getInputs()).containsKey("amount");
    assertThat(command.getInputs().get("tags")).containsExactly("первый", "второй");
  }

  @Test
  void anEventOfAnotherTopicIsRefusedBothWays() {
    assertThatThrownBy(() -> codec.encode(Topics.RESULTS, Samples.command()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ActivityCommand on loyalty.results.v1 (expected: OperationResult)");
    assertThat(codec.decode(Topics.RESULTS, codec.encode(Topics.COMMANDS, Samples.command())))
        .isEqualTo(new Poison("ActivityCommand on loyalty.results.v1 (expected: OperationResult)"));
  }

  @Test
  void anEventIsReadFromATopicOfAnyOtherName() {
    assertThat(codec.decode("copy", codec.encode("copy", Samples.audit())))
        .isInstanceOf(Event.class);
  }

  @Test
  void aPartOfAnEventIsNoEvent() {
    assertThatThrownBy(() -> codec.encode("any", Samples.invocation()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no event");
  }

  @Test
  void aMissingRequiredFieldIsNamed() {
    assertThatThrownBy(() -> codec.encode(Topics.AUDIT, new AuditEvent()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AuditEvent cannot be encoded")
        .hasMessageContaining("audit_id");
  }

  static Stream<byte[]> garbage() {
    return Stream.of(
        new byte[0],
        new byte[] {0},
        new byte[] {0, 0, 0, 0},
        new byte[] {7, 0, 0, 0, 1, 2, 3},
        "{\"json\":true}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        new byte[] {0, 0, 1, 0x11, 0x71},
        new byte[] {0, -1, -1, -1, -1, 1});
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void garbageIsPoison(byte[] bytes) {
    assertThat(codec.decode(Topics.RESULTS, bytes)).isInstanceOf(Poison.class);
  }

  @Test
  void aTombstoneIsPoison() {
    assertThat(codec.decode(Topics.RESULTS, null)).isEqualTo(new Poison("no value"));
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncationIsPoison(EventType type) {
    var bytes = codec.encode(type.topic(), Samples.of(type));
    for (int length = 0; length < bytes.length; length++) {
      assertThat(codec.decode(type.topic(), Arrays.copyOf(bytes, length)))
          .isInstanceOf(Poison.class);
    }
  }

  @Test
  void trailingBytesArePoison() {
    var bytes = codec.encode(Topics.AUDIT, Samples.audit());
    assertThat(codec.decode(Topics.AUDIT, Arrays.copyOf(bytes, bytes.length + 1)))
        .isEqualTo(new Poison("AuditEvent: bytes left over after its end"));
  }

  @Test
  void anIdTheRegistryDoesNotHaveIsPoisonAndAskedForOnce() {
    var bytes = withId(4711, codec.encode(Topics.AUDIT, Samples.audit()));
    assertThat(codec.decode(Topics.AUDIT, bytes)).isEqualTo(new Poison("unknown schema id 4711"));
    assertThat(codec.decode(Topics.AUDIT, bytes)).isEqualTo(new Poison("unknown schema id 4711"));
    assertThat(registry.calls()).hasSize(1);
  }

  @Test
  void anUnknownIdCanBeTriedAgainWhileTheRegistryIsAway() {
    var bytes = withId(4711, codec.encode(Topics.AUDIT, Samples.audit()));
    registry.close();
    assertThat(codec.decode(Topics.AUDIT, bytes)).isInstanceOf(Unavailable.class);
  }

  @Test
  void anotherServersNotFoundSaysNothingAboutASchema() {
    registry.behave(_ -> new StubRegistry.Answer(404, "<html>nginx</html>"));
    var bytes = withId(4711, codec.encode(Topics.AUDIT, Samples.audit()));
    assertThat(codec.decode(Topics.AUDIT, bytes)).isInstanceOf(Unavailable.class);
  }

  @Test
  void anAbsentRegistryIsNotAskedForEveryRecord() {
    registry.behave(_ -> new StubRegistry.Answer(503, ""));
    var bytes = codec.encode(Topics.AUDIT, Samples.audit());
    IntStream.range(1, 200).forEach(id -> codec.decode(Topics.AUDIT, withId(id, bytes)));
    assertThat(registry.calls()).hasSizeLessThan(20);
  }

  @Test
  void knownEventsAreReadWhileTheRegistryIsAway() {
    var bytes = codec.encode(Topics.AUDIT, Samples.audit());
    registry.close();
    assertThat(codec.decode(Topics.AUDIT, bytes)).isInstanceOf(Event.class);
  }

  @Test
  void aRecordOfAnotherApplicationIsPoison() {
    var foreign = SchemaText.parse("{\"type\":\"record\",\"name\":\"x.Foreign\",\"fields\":[]}");
    int id = registry.register("foreign-value", foreign);
    assertThat(codec.decode(Topics.AUDIT, withId(id, new byte[5])))
        .isEqualTo(new Poison("no event of this build: x.Foreign"));
    int text = registry.register("text-value", Schema.create(Schema.Type.STRING));
    assertThat(codec.decode(Topics.AUDIT, withId(text, new byte[5])))
        .isEqualTo(new Poison("no event of this build: string"));
  }

  @Test
  void anOlderOrNewerEventIsReadWithDefaultsAndWithoutWhatIsUnknown() {
    var other =
        SchemaText.parse(
            """
            {"type":"record","name":"AuditEvent","namespace":"io.loyaltysuite.schemas.v1","fields":[
              {"name":"audit_id","type":"string"},
              {"name":"novelty","type":{"type":"array","items":"string"}},
              {"name":"kind","type":"string"},
              {"name":"at","type":"long"}]}
            """);
    int id = registry.register("loyalty.audit.v1-value", other);
    var body = new byte[] {2, 'a', 2, 4, 'n', 'e', 0, 2, 'k', 2};
    var bytes = ByteBuffer.allocate(5 + body.length).put(5, body).putInt(1, id).array();
    var expected =
        AuditEvent.newBuilder()
            .setAuditId("a")
            .setKind("k")
            .setAt(Instant.ofEpochMilli(1))
            .setDetails(Map.of())
            .build();
    var decoded = (Event) codec.decode(Topics.AUDIT, bytes);
    assertThat(decoded.value()).isEqualTo(expected);
    assertThat(((AuditEvent) decoded.value()).getActor()).isEqualTo("");
  }

  @Test
  void whatWasMetOnceIsRememberedForALifeWithoutRegistry() {
    var memory = SchemaMemory.inProcess();
    var older = withoutField(EventType.AUDIT_EVENT, "details");
    int id = registry.register("loyalty.audit.v1-value", older);
    var newer = codec.encode(Topics.AUDIT, Samples.audit());
    var bytes = withId(id, Arrays.copyOf(newer, newer.length - detailsLength()));
    try (var first = EventCodec.start(registry.settings(), memory)) {
      assertThat(first.decode(Topics.AUDIT, bytes)).isInstanceOf(Event.class);
    }
    registry.close();
    try (var second = EventCodec.start(registry.settings(), memory)) {
      assertThat(second.decode(Topics.AUDIT, bytes)).isInstanceOf(Event.class);
    }
  }

  @Test
  void aMemoryThatFailsDoesNotStopDecoding() {
    var remembered = SchemaMemory.inProcess();
    var failing =
        new SchemaMemory() {
          private boolean broken;

          @Override
          public java.util.List<RememberedSchema> all() {
            return remembered.all();
          }

          @Override
          public void remember(RememberedSchema schema) {
            if (broken) {
              throw new IllegalStateException("database away");
            }
            remembered.remember(schema);
          }
        };
    var older = withoutField(EventType.AUDIT_EVENT, "details");
    int id = registry.register("loyalty.audit.v1-value", older);
    var newer = codec.encode(Topics.AUDIT, Samples.audit());
    try (var other = EventCodec.start(registry.settings(), failing)) {
      failing.broken = true;
      var bytes = withId(id, Arrays.copyOf(newer, newer.length - detailsLength()));
      assertThat(other.decode(Topics.AUDIT, bytes)).isInstanceOf(Event.class);
    }
  }

  @Test
  void manyThreadsShareOneCodecAndOneQuestion() throws Exception {
    int id =
        registry.register("loyalty.audit.v1-value", withoutField(EventType.AUDIT_EVENT, "details"));
    var newer = codec.encode(Topics.AUDIT, Samples.audit());
    var older = withId(id, Arrays.copyOf(newer, newer.length - detailsLength()));
    Callable<Boolean> work =
        () ->
            IntStream.range(0, 500)
                .allMatch(
                    _ ->
                        codec.decode(Topics.AUDIT, older) instanceof Event
                            && Arrays.equals(newer, codec.encode(Topics.AUDIT, Samples.audit())));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> work).toList());
      for (var one : all) {
        assertThat(one.get()).isTrue();
      }
    }
    assertThat(registry.calls()).hasSize(1);
  }

  private static Schema withoutField(EventType type, String name) {
    var full = type.published();
    var fields =
        full.getFields().stream()
            .filter(field -> !field.name().equals(name))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(full.getName(), "", full.getNamespace(), false, fields);
  }

  /** Map of one entry: count, key, value, end. */
  private static int detailsLength() {
    return 1 + (1 + "address".length()) + (1 + "203.0.113.7".length()) + 1;
  }

  private static byte[] withId(int id, byte[] bytes) {
    return ByteBuffer.wrap(bytes.clone()).putInt(1, id).array();
  }

  /** Generic records show instants as the numbers they are. */
  private static String inMillis(String json) {
    return java.util.regex.Pattern.compile("\"(2\\d{3}-\\d\\d-\\d\\dT[0-9:.]+Z)\"")
        .matcher(json)
        .replaceAll(found -> Long.toString(Instant.parse(found.group(1)).toEpochMilli()));
  }
}
