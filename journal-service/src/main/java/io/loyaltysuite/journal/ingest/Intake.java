package io.loyaltysuite.journal.ingest;

import io.loyaltysuite.journal.event.EventStore;
import io.loyaltysuite.journal.event.Gap;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Stores a poll and moves the positions in one transaction, or does nothing:
 *
 * <pre>
 *   lock positions ──▶ as the poll began? ──yes──▶ COPY records ──▶ gaps ──▶ move ──▶ commit
 *                              └──no──▶ Fenced: another instance was faster
 * </pre>
 */
@Component
class Intake {

  private final DataSource database;
  private final EventStore store;
  private final Positions positions;

  Intake(DataSource database, EventStore store, Positions positions) {
    this.database = database;
    this.store = store;
    this.positions = positions;
  }

  void store(Batch batch) throws SQLException {
    store.prepare(batch.events());
    inTransaction(
        connection -> {
          positions.lock(connection, batch.began().values());
          store.append(connection, batch.events());
          store.addGaps(connection, batch.gaps());
          positions.move(connection, batch.ends().values());
        });
  }

  /** Names offsets that are gone and goes on behind them. */
  void skip(Place began, Gap gap) throws SQLException {
    inTransaction(
        connection -> {
          positions.lock(connection, List.of(began));
          store.addGaps(connection, List.of(gap));
          positions.move(connection, List.of(began.at(gap.lastOffset() + 1)));
        });
  }

  private interface Work {
    void in(Connection connection) throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        work.in(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
