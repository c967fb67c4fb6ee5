package io.loyaltysuite.benchmarks;

import io.loyaltysuite.standalone.parts.Database;
import java.sql.SQLException;

/** What the ledger's tables have grown to. */
record Volume(long rows, long bytes, long logged) {

  /**
   * Counters of rows written, size of the tables with their indexes, and bytes of the write-ahead
   * log.
   */
  static Volume of(Database database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      // Counters of other sessions come late otherwise.
      statement.execute("select pg_stat_force_next_flush()");
      try (var row =
          statement.executeQuery(
              """
              select sum(n_tup_ins), sum(pg_total_relation_size(relid)),
                     pg_current_wal_lsn() - '0/0'::pg_lsn
              from pg_stat_user_tables where schemaname = 'public'
              """)) {
        row.next();
        return new Volume(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  Volume since(Volume before) {
    return new Volume(rows - before.rows, bytes - before.bytes, logged - before.logged);
  }
}
