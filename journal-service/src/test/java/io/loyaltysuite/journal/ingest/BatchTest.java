package io.loyaltysuite.journal.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.event.Gap;
import io.loyaltysuite.journal.event.NewEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final TopicPartition PARTITION = new TopicPartition("results", 3);
  private static final Place PLACE = new Place((short) 5, 3, 10);

  @Test
  void takesRecordsFromThePlaceOn() {
    var batch = Batch.of(polled(8, 9, 10, 11), Map.of(PARTITION, PLACE));
    assertThat(batch.events().stream().map(NewEvent::offset)).containsExactly(10L, 11L);
    assertThat(batch.gaps()).isEmpty();
    assertThat(batch.began()).isEqualTo(Map.of(PARTITION, PLACE));
    assertThat(batch.ends()).isEqualTo(Map.of(PARTITION, PLACE.at(12)));
    assertThat(batch.times()).isEqualTo(Map.of("results", List.of(-1L, -1L)));
  }

  @Test
  void namesOffsetsThatHaveNoRecord() {
    var batch = Batch.of(polled(12, 13, 20), Map.of(PARTITION, PLACE));
    assertThat(batch.gaps())
        .containsExactly(
            new Gap((short) 5, 3, 10, 11, Gap.Cause.NO_RECORD),
            new Gap((short) 5, 3, 14, 19, Gap.Cause.NO_RECORD));
    assertThat(batch.ends()).isEqualTo(Map.of(PARTITION, PLACE.at(21)));
  }

  @Test
  void movesNothingForRecordsThatAreStoredAlready() {
    var batch = Batch.of(polled(8, 9), Map.of(PARTITION, PLACE));
    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.ends()).isEmpty();
  }

  @Test
  void leavesPartitionsWithoutPlaceAlone() {
    var batch = Batch.of(polled(10), Map.of());
    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.began()).isEmpty();
  }

  private static ConsumerRecords<byte[], byte[]> polled(long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records =
        Arrays.stream(offsets)
            .mapToObj(
                offset ->
                    new ConsumerRecord<byte[], byte[]>(
                        PARTITION.topic(), PARTITION.partition(), offset, null, null))
            .toList();
    return new ConsumerRecords<>(Map.of(PARTITION, records), Map.of());
  }
}
