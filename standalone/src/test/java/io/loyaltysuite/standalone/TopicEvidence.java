package io.loyaltysuite.standalone;

import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What stands on the suite's topics. */
record TopicEvidence(AllTopics topics) {

  /** Place of a record. */
  record Place(String topic, int partition, long offset) {

    boolean isBefore(Map<TopicPartition, Long> ends) {
      return offset < ends.getOrDefault(new TopicPartition(topic, partition), 0L);
    }
  }

  /**
   * Everything on the topics.
   *
   * @param records hash of each record's value by its place
   * @param resultIds ids of the results of each command
   * @param resultHashes hashes of the copies of each result, headers included
   */
  record Read(
      Map<Place, String> records,
      Map<UUID, Set<UUID>> resultIds,
      Map<UUID, Set<String>> resultHashes) {}

  Map<TopicPartition, Long> ends() {
    return topics.ends();
  }

  Read read() {
    var read = new Read(new HashMap<>(), new HashMap<>(), new HashMap<>());
    topics.read(record -> note(record, read));
    return read;
  }

  void check(Read read, Set<UUID> answered, Objections broken) {
    broken.add(
        "every call answered 200 has exactly one result id",
        answered.stream()
            .filter(command -> read.resultIds().getOrDefault(command, Set.of()).size() != 1)
            .map(command -> command + ": " + read.resultIds().getOrDefault(command, Set.of()))
            .toList());
    broken.add(
        "copies of a result are byte-identical",
        read.resultHashes().entrySet().stream()
            .filter(result -> result.getValue().size() != 1)
            .map(result -> result.getKey().toString())
            .toList());
  }

  private static void note(ConsumerRecord<byte[], byte[]> record, Read read) {
    var value = hex(record.value());
    read.records()
        .put(new Place(record.topic(), record.partition(), record.offset()), Ids.sha256(value));
    if (record.topic().equals(Topics.RESULTS)) {
      var result = UUID.fromString(header(record, EventHeaders.CE_ID));
      var command = UUID.fromString(header(record, EventHeaders.CAUSATION_ID));
      read.resultIds().computeIfAbsent(command, _ -> new HashSet<>()).add(result);
      read.resultHashes()
          .computeIfAbsent(result, _ -> new HashSet<>())
          .add(Ids.sha256(value + headers(record)));
    }
  }

  private static String headers(ConsumerRecord<byte[], byte[]> record) {
    var text = new StringBuilder();
    record
        .headers()
        .forEach(header -> text.append(header.key()).append('=').append(hex(header.value())));
    return text.toString();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
