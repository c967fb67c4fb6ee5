package io.loyaltysuite.loyalty.ledger;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records of what did not come from the commands topic: no offset would bring them back if the
 * service died before they are published. They are written with what they tell of, and published
 * afterwards, perhaps twice; a copy is the same to the last byte.
 */
@Repository
public class Outbox {

  private static final int BATCH = 500;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Outbox(JdbcClient jdbc, PlatformTransactionManager manager) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(manager);
  }

  /** Adds records, within the transaction that makes them true. */
  void add(List<Outgoing> records) {
    if (!records.isEmpty()) {
      jdbc.sql("insert into outbox (record) select unnest(?)")
          .param(Sql.bytes(records, each -> RecordBytes.ofRecords(List.of(each))))
          .update();
    }
  }

  /**
   * Publishes what no other instance is publishing, oldest first, and forgets it.
   *
   * @param publish returns once everything is acknowledged, else throws and nothing is forgotten
   * @return whether there may be more
   */
  public boolean flush(Consumer<List<Outgoing>> publish) {
    return Objects.requireNonNull(transaction.execute(_ -> flushBatch(publish)));
  }

  private record Row(long id, List<Outgoing> records) {}

  private boolean flushBatch(Consumer<List<Outgoing>> publish) {
    var rows =
        jdbc.sql("select id, record from outbox order by id limit ? for update skip locked")
            .param(BATCH)
            .query(
                (row, _) -> new Row(row.getLong("id"), RecordBytes.records(row.getBytes("record"))))
            .list();
    if (rows.isEmpty()) {
      return false;
    }
    publish.accept(rows.stream().map(Row::records).flatMap(List::stream).toList());
    jdbc.sql("delete from outbox where id = any(?)")
        .param(Sql.bigints(rows.stream().map(Row::id).toList(), Function.identity()))
        .update();
    return rows.size() == BATCH;
  }
}
