package io.loyaltysuite.loyalty.stream;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which records of a poll are still ours; partitions move while a poll is tried again. */
final class Ownership {

  private Ownership() {}

  static List<ConsumerRecord<byte[], byte[]>> owned(
      List<ConsumerRecord<byte[], byte[]>> records, Set<TopicPartition> assignment) {
    return records.stream()
        .filter(each -> assignment.contains(new TopicPartition(each.topic(), each.partition())))
        .toList();
  }
}
