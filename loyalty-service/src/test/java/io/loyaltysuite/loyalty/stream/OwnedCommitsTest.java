package io.loyaltysuite.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OwnedCommitsTest {

  private static final TopicPartition OURS = new TopicPartition("commands", 0);
  private static final TopicPartition LOST = new TopicPartition("commands", 1);

  @Test
  void commitsOnlyWhatIsOwned() {
    var kafka = new MockConsumer<byte[], byte[]>("earliest");
    kafka.assign(List.of(OURS));

    OwnedCommits.around(kafka)
        .commitSync(Map.of(OURS, new OffsetAndMetadata(5), LOST, new OffsetAndMetadata(9)));

    assertThat(kafka.committed(Set.of(OURS, LOST)))
        .containsOnlyKeys(OURS)
        .containsEntry(OURS, new OffsetAndMetadata(5));
  }

  @Test
  void keepsOnlyOwnedRecordsOfAPoll() {
    var records = List.of(record(OURS), record(LOST), record(OURS));
    assertThat(Ownership.owned(records, Set.of(OURS)))
        .containsExactly(records.getFirst(), records.getLast());
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition) {
    return new ConsumerRecord<>(
        partition.topic(), partition.partition(), 1, new byte[0], new byte[0]);
  }
}
