package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.standalone.parts.Database;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Breaks what the suite promises, so that the checks can be seen to notice. */
final class Damage {

  private Damage() {}

  /** A balance that is no sum, a result that is not the stored one, a value the journal altered. */
  static void ofDatabases(SuiteProcess suite) throws SQLException {
    change(
        suite.database("loyalty"),
        "update account set balance = balance + 1",
        "update decision set result_id = gen_random_uuid()");
    change(suite.database("journal"), "update event set value = value || '\\x00'::bytea");
  }

  /** A second result of a command, and a copy of a result that differs. */
  static void ofTopics(SuiteProcess suite) throws ExecutionException, InterruptedException {
    var results = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    new AllTopics(suite.bootstrapServers())
        .read(
            record -> {
              if (record.topic().equals(Topics.RESULTS)) {
                results.add(record);
              }
            });
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", suite.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var second = copy(results.getFirst(), results.getFirst().value());
      var id = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
      second.headers().remove(EventHeaders.CE_ID).add(EventHeaders.CE_ID, id);
      producer.send(second).get();
      producer.send(copy(results.getLast(), results.getFirst().value())).get();
    }
  }

  private static ProducerRecord<byte[], byte[]> copy(
      ConsumerRecord<byte[], byte[]> record, byte[] value) {
    return new ProducerRecord<>(
        record.topic(), record.partition(), record.key(), value, record.headers());
  }

  private static void change(Database database, String... changes) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      for (var change : changes) {
        assertThat(statement.executeUpdate(change)).as(change).isPositive();
      }
    }
  }
}
