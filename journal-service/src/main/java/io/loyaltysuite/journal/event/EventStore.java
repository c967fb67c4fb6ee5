package io.loyaltysuite.journal.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;

/** Takes records in; what it took can be read with {@link EventReader}. */
@Component
public class EventStore {

  private static final String COPY =
      """
      copy event (at_ms, topic_no, partition_no, record_offset, record_key, headers, value,
        member_id, workflow_id, ce_id, ce_type, ce_time_ms, activity, status, error_code, kind)
      from stdin (format binary)
      """;

  private static final int COLUMNS = 16;

  private static final String ADD_GAP =
      "insert into gap (topic_no, partition_no, first_offset, last_offset, cause)"
          + " values (?, ?, ?, ?, ?)";

  private final DayPartitions partitions;

  EventStore(DataSource database) {
    this.partitions = new DayPartitions(database);
  }

  /** Prepares for records of these days; to be called before the transaction that adds them. */
  public void prepare(Collection<NewEvent> events) throws SQLException {
    partitions.ensure(events);
  }

  /** Adds the records in the connection's transaction; a record that is there already fails it. */
  public void append(Connection connection, Collection<NewEvent> events) throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      var out = new BinaryCopy(copy);
      for (var event : events) {
        write(out, event);
      }
      out.end();
    } catch (SQLException | RuntimeException e) {
      partitions.forget();
      if (copy.isActive()) {
        copy.cancelCopy();
      }
      throw e;
    }
  }

  /** Records holes in the connection's transaction. */
  public void addGaps(Connection connection, Collection<Gap> gaps) throws SQLException {
    try (var insert = connection.prepareStatement(ADD_GAP)) {
      for (var gap : gaps) {
        insert.setShort(1, gap.topicNo());
        insert.setInt(2, gap.partition());
        insert.setLong(3, gap.firstOffset());
        insert.setLong(4, gap.lastOffset());
        insert.setString(5, gap.cause().name().toLowerCase(Locale.ROOT));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void write(BinaryCopy out, NewEvent event) throws SQLException {
    var labels = Labels.of(event.key(), event.headers());
    out.row(COLUMNS);
    out.int8(event.timestamp());
    out.int2(event.topicNo());
    out.int4(event.partition());
    out.int8(event.offset());
    out.bytes(event.key());
    out.jsonb(HeaderText.write(event.headers()));
    out.bytes(event.value());
    out.text(labels.memberId());
    out.text(labels.workflowId());
    out.text(labels.ceId());
    out.text(labels.ceType());
    out.int8(labels.time() == null ? null : labels.time().toEpochMilli());
    out.text(labels.activity());
    out.text(labels.status());
    out.text(labels.errorCode());
    out.text(labels.kind());
  }
}
