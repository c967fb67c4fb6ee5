package io.loyaltysuite.gateway.outbox;

import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes what the outbox holds. One instance publishes at a time, so events leave in the order
 * in which their transactions wrote them; rows of transactions still open are skipped, not waited
 * for.
 *
 * <pre>
 *   woken or poll ─▶ lock the turn ─▶ read in order ─▶ send all ─▶ await all ─▶ delete ─▶ commit ─▶ again if full
 *                                                          └─ not acknowledged: roll back, same rows later
 * </pre>
 */
@Component
class OutboxPublisher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);

  /** Any number, the same on every instance: who holds this lock publishes. */
  private static final long PUBLISHING = 0x6f7574626f78L;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final OutboxProducer producer;
  private final OutboxProperties properties;
  private final OutboxMeters meters;
  private final OngoingTrouble trouble =
      new OngoingTrouble(log, "The outbox cannot be published and is tried again");
  private final Semaphore calls = new Semaphore(0);
  private volatile @Nullable Thread worker;

  OutboxPublisher(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      OutboxProducer producer,
      OutboxProperties properties,
      OutboxMeters meters) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.producer = producer;
    this.properties = properties;
    this.meters = meters;
  }

  /** Says that there may be something to publish. Never blocks. */
  void wake() {
    calls.release();
  }

  private void work() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        calls.tryAcquire(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        calls.drainPermits();
        publishAll();
        trouble.over();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        meters.failed();
        trouble.failed(e);
      }
    }
  }

  private void publishAll() {
    int published;
    do {
      Integer count = transaction.execute(_ -> publishSome());
      published = count == null ? 0 : count;
      meters.published(published);
    } while (published == properties.batchSize());
  }

  private int publishSome() {
    boolean ours =
        jdbc.sql("select pg_try_advisory_xact_lock(?)")
            .param(PUBLISHING)
            .query(Boolean.class)
            .single();
    if (!ours) {
      return 0;
    }
    var rows =
        jdbc.sql("select * from outbox order by id limit ? for update skip locked")
            .param(properties.batchSize())
            .query(OutboxPublisher::row)
            .list();
    if (!rows.isEmpty()) {
      awaitAll(rows.stream().map(row -> producer.send(row.record())).toList());
      jdbc.sql("delete from outbox where id = any(?)")
          .param(rows.stream().map(OutboxRow::id).toArray(Long[]::new))
          .update();
    }
    return rows.size();
  }

  private void awaitAll(List<Future<RecordMetadata>> sent) {
    try {
      for (var acknowledgement : sent) {
        acknowledgement.get(properties.acknowledgeTimeout().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not acknowledge: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for the broker", e);
    }
  }

  private static OutboxRow row(ResultSet row, int number) throws SQLException {
    return new OutboxRow(
        row.getLong("id"),
        row.getString("topic"),
        row.getString("key"),
        row.getBytes("value"),
        texts(row.getArray("header_names")),
        texts(row.getArray("header_values")));
  }

  private static List<String> texts(Array array) throws SQLException {
    return new ArrayList<>(List.of((String[]) array.getArray()));
  }

  @Override
  public void start() {
    worker = Thread.ofVirtual().name("outbox").start(this::work);
  }

  @Override
  public void stop() {
    var running = worker;
    if (running != null) {
      running.interrupt();
      try {
        running.join(properties.acknowledgeTimeout());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    worker = null;
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  /** Starts early and stops late: whoever writes events stops before. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 4096;
  }
}
