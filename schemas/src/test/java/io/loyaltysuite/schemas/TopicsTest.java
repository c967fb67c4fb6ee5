package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void namesNeverChange() {
    assertThat(Topics.ALL)
        .containsExactly(
            "loyalty.commands.v1",
            "loyalty.results.v1",
            "loyalty.deliveries.v1",
            "loyalty.audit.v1",
            "loyalty.dead-letters.v1");
  }

  @Test
  void everyTopicHasItsEvent() {
    assertThat(Arrays.stream(EventType.values()).map(EventType::topic))
        .containsExactlyElementsOf(Topics.ALL);
  }

  @Test
  void topicsNeverDependOnTheBrokersDefaults() {
    var topic = Topics.topic(Topics.RESULTS, TopicLayout.of(12, (short) 3));
    assertThat(topic.numPartitions()).isEqualTo(12);
    assertThat(topic.configs())
        .containsEntry("retention.ms", "1209600000")
        .containsEntry("retention.bytes", "-1")
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("max.message.bytes", "4194304")
        .containsEntry("min.insync.replicas", "2");
  }

  @Test
  void aDeadLetterHoldsTheLargestRecordWhole() {
    var letters = Topics.topic(Topics.DEAD_LETTERS, TopicLayout.of(12, (short) 1));
    assertThat(Integer.parseInt(letters.configs().get("max.message.bytes")))
        .isGreaterThan(Topics.MAX_RECORD_BYTES);
  }

  @Test
  void aSingleReplicaIsNotAskedForTwo() {
    assertThat(Topics.topic(Topics.RESULTS, TopicLayout.of(1, (short) 1)).configs())
        .containsEntry("min.insync.replicas", "1");
  }

  @Test
  void refusesALayoutThatCouldNotKeepARecord() {
    var days = Topics.RETENTION;
    assertThatThrownBy(() -> new TopicLayout(12, (short) 2, (short) 3, days))
        .hasMessage("min in-sync replicas: 3 (expected: 1 to the replication factor, 2)");
    assertThatThrownBy(() -> new TopicLayout(0, (short) 3, (short) 2, days))
        .hasMessage("partitions: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new TopicLayout(12, (short) 3, (short) 2, days.minusDays(1)))
        .hasMessage("retention: PT312H (expected: >= PT336H)");
  }
}
