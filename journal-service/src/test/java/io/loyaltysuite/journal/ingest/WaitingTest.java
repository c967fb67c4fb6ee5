package io.loyaltysuite.journal.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.Topics;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private static final TopicPartition FIRST = new TopicPartition(Topics.COMMANDS, 0);
  private static final TopicPartition SECOND = new TopicPartition(Topics.COMMANDS, 1);

  private final Waiting waiting = new Waiting();

  @Test
  void theOldestPartitionOfATopicCounts() {
    waiting.since(FIRST, 10_000);
    waiting.since(SECOND, 4_000);
    assertThat(waiting.seconds(Topics.COMMANDS, 14_000)).isEqualTo(10);
    assertThat(waiting.seconds(Topics.RESULTS, 14_000)).isZero();
  }

  @Test
  void aPartitionThatMovedAwayIsForgotten() {
    waiting.since(FIRST, 10_000);
    waiting.since(SECOND, 4_000);
    waiting.keepOnly(Set.of(FIRST));
    assertThat(waiting.seconds(Topics.COMMANDS, 14_000)).isEqualTo(4);
    waiting.none(FIRST);
    assertThat(waiting.seconds(Topics.COMMANDS, 14_000)).isZero();
  }
}
