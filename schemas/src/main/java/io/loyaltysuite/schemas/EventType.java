package io.loyaltysuite.schemas;

import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** An event of the suite: its record, its topic, and the schema this build reads and writes. */
enum EventType {
  ACTIVITY_COMMAND(Topics.COMMANDS, ActivityCommand.getClassSchema()),
  OPERATION_RESULT(Topics.RESULTS, OperationResult.getClassSchema()),
  DELIVERY_REPORT(Topics.DELIVERIES, DeliveryReport.getClassSchema()),
  AUDIT_EVENT(Topics.AUDIT, AuditEvent.getClassSchema()),
  DEAD_LETTER(Topics.DEAD_LETTERS, DeadLetter.getClassSchema());

  private static final Map<String, EventType> BY_TOPIC = index(EventType::topic);
  private static final Map<String, EventType> BY_RECORD = index(type -> type.record.getFullName());

  private final String topic;

  // Avro locks a schema's fields; nobody adds properties to these.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Schema record;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Schema published;

  EventType(String topic, Schema record) {
    this.topic = topic;
    this.record = record;
    this.published = SchemaText.withoutJavaProperties(record);
  }

  static Optional<EventType> onTopic(String topic) {
    return Optional.ofNullable(BY_TOPIC.get(topic));
  }

  static Optional<EventType> named(String recordFullName) {
    return Optional.ofNullable(BY_RECORD.get(recordFullName));
  }

  String topic() {
    return topic;
  }

  /** Confluent's default naming: one subject per topic. */
  String subject() {
    return topic + "-value";
  }

  /** Schema of the generated class; has hints for Java that the registry does not need. */
  Schema record() {
    return record;
  }

  /** Schema as the registry and other languages see it. */
  Schema published() {
    return published;
  }

  String recordName() {
    return record.getName();
  }

  /** This build's schema under the id the registry gave it. */
  RememberedSchema withId(int id) {
    return new RememberedSchema(
        SchemaText.fingerprint(published), id, subject(), published.toString());
  }

  private static Map<String, EventType> index(Function<EventType, String> key) {
    return Stream.of(values()).collect(Collectors.toUnmodifiableMap(key, type -> type));
  }
}
