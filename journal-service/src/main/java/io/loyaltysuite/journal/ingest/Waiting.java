package io.loyaltysuite.journal.ingest;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Since when records of a reader's partitions wait to be stored. It outlives the reader: while
 * nothing can be stored, readers come and go, and what they have seen goes on waiting.
 */
final class Waiting {

  private final Map<TopicPartition, Long> since = new ConcurrentHashMap<>();

  void since(TopicPartition partition, long epochMillis) {
    since.put(partition, epochMillis);
  }

  void none(TopicPartition partition) {
    since.remove(partition);
  }

  /** Other partitions are another reader's business now. */
  void keepOnly(Collection<TopicPartition> assigned) {
    since.keySet().retainAll(assigned);
  }

  /** Seconds that the oldest record of a topic has waited; 0 when none waits. */
  double seconds(String topic, long nowEpochMillis) {
    return since.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToDouble(entry -> Math.max(0, nowEpochMillis - entry.getValue()) / 1e3)
        .max()
        .orElse(0);
  }
}
