package io.loyaltysuite.gateway.spool;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of commands that Kafka did not take in time, as one instance sees it. */
@Repository
class SpoolStore {

  /** Any number, the same on every instance: with a partition it makes the lock of its drain. */
  private static final int DRAINING = 0x73706f6f;

  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final UUID instance = UUID.randomUUID();

  SpoolStore(JdbcTemplate jdbc, JdbcClient client) {
    this.jdbc = jdbc;
    this.client = client;
  }

  /** A command and the partition it belongs to. */
  record Addressed(int partition, EncodedCommand command) {}

  /** Stores all or none. Ids grow in the order given. */
  void add(List<Addressed> commands) {
    jdbc.batchUpdate(
        """
        insert into spool (log_partition, instance, member_id, workflow_id, value,
          header_names, header_values)
        values (?, ?, ?, ?, ?, ?, ?)\
        """,
        commands,
        commands.size(),
        (statement, one) -> {
          var command = one.command();
          var headers = StreamSupport.stream(command.headers().spliterator(), false).toList();
          statement.setInt(1, one.partition());
          statement.setObject(2, instance);
          statement.setString(3, command.memberId());
          statement.setString(4, command.workflowId());
          statement.setBytes(5, command.value());
          statement.setObject(6, headers.stream().map(Header::key).toArray(String[]::new));
          statement.setObject(7, headers.stream().map(SpoolStore::text).toArray(String[]::new));
        });
  }

  /** Partitions with stored commands, whoever stored them; looks at one row of each. */
  List<Integer> partitions() {
    return client
        .sql(
            """
            with recursive waiting as (
              select min(log_partition) as log_partition from spool
              union all
              select (select min(log_partition) from spool where log_partition > w.log_partition)
              from waiting as w where w.log_partition is not null)
            select log_partition from waiting where log_partition is not null\
            """)
        .query((row, number) -> row.getInt(1))
        .list();
  }

  /** Whether commands of this instance wait for the partition. */
  boolean holdsOwn(int partition) {
    return client
        .sql("select exists (select 1 from spool where log_partition = :p and instance = :own)")
        .param("p", partition)
        .param("own", instance)
        .query(Boolean.class)
        .single();
  }

  /** Until the transaction ends, nobody else drains the partition; false when somebody does. */
  boolean lock(int partition) {
    return client
        .sql("select pg_try_advisory_xact_lock(:what, :p)")
        .param("what", DRAINING)
        .param("p", partition)
        .query(Boolean.class)
        .single();
  }

  /**
   * The next ones in the order of their ids.
   *
   * @param maxBytes of their values together; the first one comes whatever its size
   */
  List<StoredCommand> next(int partition, Duration othersAfter, int most, long maxBytes) {
    return client
        .sql(
            """
            select * from (
              select eligible.*, sum(octet_length(value)) over (order by id) as bytes,
                row_number() over (order by id) as place
              from (
                select * from spool
                where log_partition = :p
                  and (instance = :own or stored_at < clock_timestamp() - :after * interval '1 ms')
                order by id limit :most) as eligible) as measured
            where bytes <= :bytes or place = 1
            order by id\
            """)
        .param("p", partition)
        .param("own", instance)
        .param("after", othersAfter.toMillis())
        .param("most", most)
        .param("bytes", maxBytes)
        .query(SpoolStore::row)
        .list();
  }

  void delete(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    client.sql("delete from spool where id = any(?)").param(ids.toArray(Long[]::new)).update();
  }

  private static StoredCommand row(ResultSet row, int number) throws SQLException {
    var names = texts(row.getArray("header_names"));
    var values = texts(row.getArray("header_values"));
    var headers = new RecordHeaders();
    for (int i = 0; i < names.length; i++) {
      headers.add(names[i], values[i].getBytes(StandardCharsets.UTF_8));
    }
    return new StoredCommand(
        row.getLong("id"),
        new EncodedCommand(
            row.getString("member_id"),
            row.getString("workflow_id"),
            row.getBytes("value"),
            headers));
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String[] texts(Array array) throws SQLException {
    return (String[]) array.getArray();
  }
}
