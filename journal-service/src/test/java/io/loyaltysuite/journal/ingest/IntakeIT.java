package io.loyaltysuite.journal.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.journal.JournalUnderTest;
import io.loyaltysuite.journal.event.Gap;
import io.loyaltysuite.journal.event.NewEvent;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A poll and its position are one transaction: both or none. */
@TestInstance(Lifecycle.PER_CLASS)
class IntakeIT {

  private static final TopicPartition PARTITION = new TopicPartition("some-topic", 0);
  private static final long NOON = 1_772_366_400_000L;

  private final Database database = Parts.shared().freshDatabase("journal");
  private JournalUnderTest journal;
  private Intake intake;
  private Positions positions;
  private Place start;

  @BeforeAll
  void startJournal() {
    journal =
        JournalUnderTest.start(
            database,
            "127.0.0.1:9",
            "--journal.ingest.enabled=false",
            "--suite.registry.url=http://127.0.0.1:9/none");
    intake = journal.bean(Intake.class);
    positions = journal.bean(Positions.class);
  }

  @BeforeEach
  void takeTopic(TestInfo test) throws SQLException {
    start = positions.place(positions.topicNo(test.getDisplayName(), "some-topic"), 0);
  }

  @AfterAll
  void stop() {
    journal.close();
  }

  @Test
  void movesThePositionWithTheRecords() throws SQLException {
    intake.store(batch(start, NOON, NOON));
    assertThat(events()).isEqualTo(2);
    assertThat(positionNow().next()).isEqualTo(2);
  }

  @Test
  void refusesPollThatBeganElsewhereAndKeepsNothingOfIt() throws SQLException {
    intake.store(batch(start, NOON));
    assertThatThrownBy(() -> intake.store(batch(start, NOON, NOON, NOON)))
        .isInstanceOf(Fenced.class)
        .hasMessageContaining("next offset 1 (expected: 0)");
    assertThat(events()).isEqualTo(1);
    assertThat(positionNow().next()).isEqualTo(1);
  }

  @Test
  void refusesPollOfPartitionWithoutPosition() throws SQLException {
    var unknown = new Place(start.topicNo(), 99, 0);
    assertThatThrownBy(() -> intake.store(batch(unknown, NOON))).isInstanceOf(Fenced.class);
    assertThat(events()).isZero();
  }

  @Test
  void doesNotMoveWhenRecordIsThereAlready() throws SQLException {
    intake.store(batch(start, NOON));
    setPosition(0);
    assertThatThrownBy(() -> intake.store(batch(start, NOON))).isInstanceOf(SQLException.class);
    assertThat(events()).isEqualTo(1);
    assertThat(positionNow().next()).isZero();
  }

  @Test
  void keepsRecordsWithoutTimeAndOfAnyTime() throws SQLException {
    intake.store(batch(start, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0, NOON));
    assertThat(events()).isEqualTo(5);
  }

  @Test
  void namesHoleAndGoesOnBehindIt() throws SQLException {
    var hole = new Gap(start.topicNo(), 0, 0, 41, Gap.Cause.RETENTION);
    intake.skip(start, hole);
    assertThat(positionNow().next()).isEqualTo(42);
    assertThatThrownBy(() -> intake.skip(start, hole)).isInstanceOf(Fenced.class);
    assertThat(
            Ledger.count(database, "select count(*) from gap where topic_no = " + start.topicNo()))
        .isEqualTo(1);
  }

  private static Batch batch(Place from, long... timestamps) {
    var events = new ArrayList<NewEvent>();
    for (var timestamp : timestamps) {
      long offset = from.next() + events.size();
      events.add(
          new NewEvent(from.topicNo(), from.partition(), offset, timestamp, null, List.of(), null));
    }
    return new Batch(
        events,
        List.of(),
        Map.of(PARTITION, from),
        Map.of(PARTITION, from.at(from.next() + timestamps.length)));
  }

  private long events() {
    return Ledger.count(database, "select count(*) from event where topic_no = " + start.topicNo());
  }

  private Place positionNow() throws SQLException {
    return positions.place(start.topicNo(), 0);
  }

  private void setPosition(long next) throws SQLException {
    try (var connection = database.connect();
        var update =
            connection.prepareStatement(
                "update ingest_position set next_offset = ? where topic_no = ?")) {
      update.setLong(1, next);
      update.setShort(2, start.topicNo());
      update.executeUpdate();
    }
  }
}
