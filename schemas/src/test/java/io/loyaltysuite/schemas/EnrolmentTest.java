package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnrolmentTest {

  private final StubRegistry registry = StubRegistry.start();
  private final SchemaMemory memory = SchemaMemory.inProcess();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void registersAndRemembersEverySchema() {
    start(registry.settings());
    assertThat(memory.all())
        .extracting(RememberedSchema::subject)
        .containsExactlyInAnyOrderElementsOf(
            Topics.ALL.stream().map(topic -> topic + "-value").toList());
  }

  @Test
  void registersNothingTwice() {
    start(registry.settings());
    registry.calls().clear();
    start(registry.settings());
    assertThat(registry.calls()).noneMatch(call -> call.path().endsWith("/versions"));
  }

  @Test
  void registersSchemasWithoutHintsForJava() {
    start(registry.settings());
    assertThat(registry.calls()).allSatisfy(call -> assertThat(call.body()).doesNotContain("java"));
  }

  @Test
  void lookUpOnlyNeverRegisters() {
    assertThatThrownBy(() -> start(registry.lookUpOnly()))
        .isInstanceOf(SchemaMismatch.class)
        .hasMessageContaining("subject loyalty.commands.v1-value")
        .hasMessageContaining("Schema not found")
        .hasMessageContaining("registration is off");
    assertThat(registry.calls()).noneMatch(call -> call.path().endsWith("/versions"));
  }

  @Test
  void lookUpOnlyRunsOnWhatOthersRegistered() {
    for (var type : EventType.values()) {
      registry.register(type.subject(), type.published());
    }
    start(registry.lookUpOnly());
    assertThat(memory.all()).hasSize(5);
  }

  @Test
  void refusesAChangedIdAndNamesBoth() {
    start(registry.settings());
    try (var other = StubRegistry.start(31)) {
      for (var type : EventType.values()) {
        other.register(type.subject(), type.published());
      }
      assertThatThrownBy(() -> start(other.settings()))
          .isInstanceOf(SchemaMismatch.class)
          .hasMessage(
              "subject loyalty.commands.v1-value: the registry says id 31 (remembered: id 1)");
    }
  }

  @Test
  void refusesAnIdThatHasAnotherSchemaNow() {
    var foreign = Schema.create(Schema.Type.STRING);
    memory.remember(
        new RememberedSchema(SchemaText.fingerprint(foreign), 3, "old-value", foreign.toString()));
    assertThatThrownBy(() -> start(registry.settings()))
        .isInstanceOf(SchemaMismatch.class)
        .hasMessage(
            "id 3: the registry gives it to a schema of loyalty.deliveries.v1-value"
                + " (remembered: another schema, of old-value)");
  }

  @Test
  void writesNothingToARegistryThatForgot() {
    start(registry.settings());
    try (var emptied = StubRegistry.start()) {
      assertThatThrownBy(() -> start(emptied.settings()))
          .isInstanceOf(SchemaMismatch.class)
          .hasMessageContaining("does not know this schema (remembered: id 1)");
      assertThat(emptied.calls()).noneMatch(call -> call.path().endsWith("/versions"));
    }
  }

  @Test
  void passesOnTheRegistrysWordsAboutAnIncompatibleSchema() {
    registry.behave(
        answer ->
            answer.body().startsWith("{\"id\"")
                ? new StubRegistry.Answer(
                    409, "{\"error_code\":409,\"message\":\"READER_FIELD_MISSING_DEFAULT\"}")
                : answer);
    assertThatThrownBy(() -> start(registry.settings()))
        .isInstanceOf(SchemaMismatch.class)
        .hasMessageContaining("subject loyalty.commands.v1-value")
        .hasMessageContaining("incompatible: READER_FIELD_MISSING_DEFAULT");
  }

  @Test
  void passesOnARefusedAccess() {
    registry.behave(_ -> new StubRegistry.Answer(401, "{\"message\":\"Unauthorized\"}"));
    assertThatThrownBy(() -> start(registry.settings()))
        .isInstanceOf(SchemaMismatch.class)
        .hasMessageContaining("(401): Unauthorized");
  }

  @Test
  void aRegistrationLostToAnotherInstanceIsNoFailure() {
    var lost = new AtomicBoolean();
    registry.behave(
        answer ->
            answer.status() == 200 && lost.compareAndSet(false, true)
                ? new StubRegistry.Answer(409, "{\"message\":\"exists already\"}")
                : answer);
    start(registry.settings());
    assertThat(lost).isTrue();
    assertThat(memory.all()).hasSize(5);
  }

  @Test
  void runsOnRememberedIdsWhileTheRegistryIsAway() {
    start(registry.settings());
    registry.close();
    start(registry.settings());
    start(registry.lookUpOnly());
  }

  @Test
  void doesNotRunOnPartOfTheIds() {
    start(registry.settings());
    var partly = SchemaMemory.inProcess();
    memory.all().stream().filter(schema -> schema.id() != 5).forEach(partly::remember);
    registry.close();
    assertThatThrownBy(() -> EventCodec.start(registry.settings(), partly))
        .isInstanceOf(RegistryUnavailable.class)
        .hasMessageContaining("no id remembered for loyalty.dead-letters.v1-value");
  }

  @Test
  void asksAnAbsentRegistryOnce() {
    registry.behave(_ -> new StubRegistry.Answer(503, "starting"));
    assertThatThrownBy(() -> start(registry.settings()))
        .isInstanceOf(RegistryUnavailable.class)
        .hasMessageContaining("status 503: starting");
    assertThat(registry.calls()).hasSize(1);
  }

  @Test
  void asksARegistryThatIsJustStartingAgain() {
    var answers = new AtomicInteger();
    registry.behave(
        answer ->
            answers.getAndIncrement() < 2 ? new StubRegistry.Answer(503, "starting") : answer);
    EventCodec.start(registry.settings(), memory, Duration.ofSeconds(30)).close();
    assertThat(memory.all()).hasSize(5);
  }

  @Test
  void losesPatienceWithARegistryThatStaysAway() {
    registry.behave(_ -> new StubRegistry.Answer(503, "starting"));
    assertThatThrownBy(() -> EventCodec.start(registry.settings(), memory, Duration.ofMillis(600)))
        .isInstanceOf(RegistryUnavailable.class)
        .hasMessageContaining("status 503: starting");
    assertThat(registry.calls()).hasSize(2);
  }

  private void start(CodecSettings settings) {
    EventCodec.start(settings, memory).close();
  }
}
