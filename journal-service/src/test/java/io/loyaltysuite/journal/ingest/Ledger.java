package io.loyaltysuite.journal.ingest;

import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.standalone.parts.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Compares what the broker has with what the journal's database has. */
final class Ledger {

  private Ledger() {}

  /** Offsets the broker has, as "topic/partition/offset" and the bytes of key and value. */
  static Map<String, String> onBroker(String bootstrap) {
    var found = new TreeMap<String, String>();
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", bootstrap);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          found.put(
              record.topic() + "/" + record.partition() + "/" + record.offset(),
              hex(record.key()) + " " + hex(record.value()) + " " + record.timestamp());
        }
      }
    }
    return found;
  }

  /** The same from the database; an offset that is there twice shows as such. */
  static Map<String, String> inJournal(Database database) {
    var found = new TreeMap<String, String>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select name, partition_no, record_offset, record_key, value, at_ms"
                    + " from event join topic using (topic_no)")) {
      while (rows.next()) {
        found.merge(
            rows.getString(1) + "/" + rows.getInt(2) + "/" + rows.getLong(3),
            hex(rows.getBytes(4)) + " " + hex(rows.getBytes(5)) + " " + rows.getLong(6),
            (one, other) -> "TWICE " + one + " and " + other);
      }
    } catch (SQLException e) {
      throw new AssertionError("cannot read the journal", e);
    }
    return found;
  }

  static long count(Database database, String query) {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      return -1;
    }
  }

  static long events(Database database) {
    return count(database, "select count(*) from event");
  }

  /**
   * What the database has of the topics that ever had this name, oldest first: for each, every key
   * and the number of different offsets under it.
   */
  static List<String> keysOfTopicsNamed(Database database, String name) {
    var found = new ArrayList<String>();
    try (var connection = database.connect();
        var query =
            connection.prepareStatement(
                "select member_id, count(distinct (partition_no, record_offset)), count(*)"
                    + " from event join topic using (topic_no) where name = ?"
                    + " group by topic_no, member_id order by topic_no, member_id")) {
      query.setString(1, name);
      var rows = query.executeQuery();
      while (rows.next()) {
        var twice = rows.getLong(2) == rows.getLong(3) ? "" : " of " + rows.getLong(3);
        found.add(rows.getString(1) + " " + rows.getLong(2) + twice);
      }
    } catch (SQLException e) {
      throw new AssertionError("cannot read the journal", e);
    }
    return found;
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    var all = new ArrayList<TopicPartition>();
    for (var topic : Topics.ALL) {
      for (var partition : consumer.partitionsFor(topic)) {
        all.add(new TopicPartition(topic, partition.partition()));
      }
    }
    return all;
  }

  private static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "none" : HexFormat.of().formatHex(bytes);
  }
}
