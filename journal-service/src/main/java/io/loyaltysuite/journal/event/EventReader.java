package io.loyaltysuite.journal.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the events of a process, whole, in the order of their time. */
@Component
public class EventReader {

  private static final int ROWS_AT_ONCE = 20;

  private static final String OF_PROCESS =
      """
      from event e join topic t using (topic_no)
      where e.workflow_id = ? and e.workflow_id <> '' and e.member_id = ?
      """;

  private static final String COLUMNS =
      "select t.name, e.partition_no, e.record_offset, e.at_ms, e.record_key, e.headers::text,"
          + " e.value, e.member_id, e.workflow_id, e.ce_id, e.ce_type, e.ce_time_ms, e.activity,"
          + " e.status, e.error_code, e.kind";

  private static final String ORDER = " order by at_ms, name, partition_no, record_offset";

  private static final String COPIES = COLUMNS + ", 1 " + OF_PROCESS + ORDER;

  private static final String FOLDED =
      "select * from ("
          + COLUMNS
          + ", case when e.ce_id = '' then 1 else count(*) over copies end,"
          + " case when e.ce_id = '' then 1 else row_number() over copy end as copy_no "
          + OF_PROCESS
          + """
          window copies as (partition by e.topic_no, e.ce_id),
            copy as (partition by e.topic_no, e.ce_id
              order by e.at_ms, e.partition_no, e.record_offset)) folded
          where copy_no = 1
          """
          + ORDER;

  private static final String SIZE =
      "select count(*), coalesce(sum(octet_length(e.value)), 0) " + OF_PROCESS;

  private static final String PORTALS =
      "select distinct member_id from event where workflow_id = ? and workflow_id <> ''"
          + " order by member_id limit 100";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate readOnly;

  EventReader(DataSource database, PlatformTransactionManager transactions) {
    this.jdbc = new JdbcTemplate(database);
    this.jdbc.setFetchSize(ROWS_AT_ONCE);
    this.readOnly = new TransactionTemplate(transactions);
    this.readOnly.setReadOnly(true);
  }

  /** How much a process is. */
  public record Size(long events, long bytes) {}

  /** Portals that have a process with this id; at most 100. */
  public List<String> portalsOf(String workflowId) {
    return jdbc.queryForList(PORTALS, String.class, workflowId);
  }

  /** Counts every copy. */
  public Size size(ProcessKey process) {
    var size =
        jdbc.queryForObject(
            SIZE,
            (row, _) -> new Size(row.getLong(1), row.getLong(2)),
            process.workflowId(),
            process.memberId());
    return size == null ? new Size(0, 0) : size;
  }

  /** Events with their copies folded, until one of the limits is reached. */
  public List<StoredEvent> folded(ProcessKey process, int maxEvents, long maxBytes) {
    var events = new ArrayList<StoredEvent>();
    var bytes = new long[1];
    query(
        FOLDED,
        process,
        event -> {
          bytes[0] += event.value() == null ? 0 : event.value().length;
          events.add(event);
          return events.size() < maxEvents && bytes[0] < maxBytes;
        });
    return events;
  }

  /** Every copy of every event, one at a time. */
  public void each(ProcessKey process, Consumer<StoredEvent> consumer) {
    query(
        COPIES,
        process,
        event -> {
          consumer.accept(event);
          return true;
        });
  }

  private interface Taker {
    /** Whether more is wanted. */
    boolean take(StoredEvent event);
  }

  /** In a transaction, since only then the rows come a few at a time. */
  private void query(String sql, ProcessKey process, Taker taker) {
    readOnly.executeWithoutResult(
        _ ->
            jdbc.query(
                sql,
                rows -> {
                  boolean more = true;
                  while (more && rows.next()) {
                    more = taker.take(event(rows));
                  }
                  return null;
                },
                process.workflowId(),
                process.memberId()));
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        new Address(row.getString(1), row.getInt(2), row.getLong(3)),
        row.getLong(4),
        row.getBytes(5),
        HeaderText.read(row.getString(6)),
        row.getBytes(7),
        labels(row),
        row.getLong(17));
  }

  private static Labels labels(ResultSet row) throws SQLException {
    return new Labels(
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        instant(row),
        row.getString(13),
        row.getString(14),
        row.getString(15),
        row.getString(16));
  }

  private static @Nullable Instant instant(ResultSet row) throws SQLException {
    long millis = row.getLong(12);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
