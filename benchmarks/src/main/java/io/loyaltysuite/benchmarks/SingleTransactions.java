package io.loyaltysuite.benchmarks;

import io.loyaltysuite.standalone.parts.Database;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The reference: a plain service that takes one command, looks whether it is known, finds and locks
 * the card, looks whether its document was served before, writes the rows that the ledger has for
 * an accrual, and commits. On tables like the ledger's, with prepared statements; it neither
 * decides anything nor encodes results.
 */
final class SingleTransactions {

  /** What an accrual leaves in the index. */
  private static final List<String> KEYS = List.of("TRANSACTION", "DOCUMENT", "ACCRUED");

  /** As the ledger's tables have it; copies of tables do not get it by themselves. */
  private static final String HOUSEKEEPING =
      "autovacuum_vacuum_insert_scale_factor = 0, autovacuum_freeze_min_age = 0";

  private final Database database;
  private final int cards;
  private final byte[] state = new byte[Sizes.STATE];
  private final byte[] value = new byte[Sizes.RESULT];
  private final byte[] headers = new byte[Sizes.HEADERS];

  /** Bytes of what the engine stores for an accrual, so that both write about the same. */
  private static final class Sizes {
    static final int STATE = 300;
    static final int RESULT = 1_500;
    static final int HEADERS = 400;
  }

  SingleTransactions(Database database, int cards) throws SQLException {
    this.database = database;
    this.cards = cards;
    ThreadLocalRandom.current().nextBytes(state);
    ThreadLocalRandom.current().nextBytes(value);
    ThreadLocalRandom.current().nextBytes(headers);
    prepare();
  }

  private void prepare() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          drop schema if exists reference cascade;
          create schema reference;
          create table reference.decision (like decision including all);
          create table reference.account (like account including all) with (fillfactor = 70);
          create table reference.entry (like entry including all);
          create table reference.card_key (like card_key including all);
          alter table reference.decision set (%1$s, autovacuum_vacuum_insert_threshold = 50000);
          alter table reference.entry set (%1$s, autovacuum_vacuum_insert_threshold = 50000);
          alter table reference.card_key set (%1$s, autovacuum_vacuum_insert_threshold = 100000);
          insert into reference.account
            (portal_id, card_id, number, status, currency, balance, seq, state, contact_id,
             created_at, modified_at)
            select 1, gen_random_uuid(), 'R' || n, 'active', 'RUB', 1000, 1,
                   decode(repeat('00', %2$d), 'hex'), n::text, now(), now()
            from generate_series(1, %3$d) n;
          insert into reference.card_key (portal_id, kind, key, value, single)
            select 1, 'NUMBER', number, card_id::text, true from reference.account;
          analyze reference.account, reference.card_key;
          """
              .formatted(HOUSEKEEPING, Sizes.STATE, cards));
    }
  }

  /** Commands per second of so many connections at once. */
  double flatOut(int connections, int seconds) throws SQLException {
    var began = System.nanoTime();
    var end = began + seconds * 1_000_000_000L;
    long commands = 0;
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var running = new ArrayList<Future<Long>>();
      for (var i = 0; i < connections; i++) {
        running.add(threads.submit(() -> work(end)));
      }
      for (var each : running) {
        commands += done(each);
      }
    }
    return commands / ((System.nanoTime() - began) / 1e9);
  }

  private static long done(Future<Long> running) throws SQLException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new SQLException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private long work(long end) throws SQLException {
    try (var connection = database.connect();
        var statements = Statements.on(connection)) {
      long commands = 0;
      while (System.nanoTime() < end) {
        decide(statements, 1 + ThreadLocalRandom.current().nextInt(cards));
        connection.commit();
        commands++;
      }
      return commands;
    }
  }

  private void decide(Statements to, int card) throws SQLException {
    var command = UUID.randomUUID();
    to.known.setObject(1, command);
    try (var row = to.known.executeQuery()) {
      if (row.next()) {
        throw new IllegalStateException("a random id came twice");
      }
    }
    UUID cardId;
    to.find.setString(1, "R" + card);
    try (var row = to.find.executeQuery()) {
      row.next();
      cardId = UUID.fromString(row.getString(1));
    }
    long seq;
    BigDecimal balance;
    to.lock.setObject(1, cardId);
    try (var row = to.lock.executeQuery()) {
      row.next();
      seq = row.getLong("seq") + 1;
      balance = row.getBigDecimal("balance").add(BigDecimal.TWO);
    }
    to.once.setString(1, command.toString());
    to.once.setString(2, command.toString());
    try (var row = to.once.executeQuery()) {
      if (row.next()) {
        throw new IllegalStateException("a random id came twice");
      }
    }
    var now = Instant.now().atOffset(ZoneOffset.UTC);
    to.enter.setObject(1, cardId);
    to.enter.setLong(2, seq);
    to.enter.setObject(3, UUID.randomUUID());
    to.enter.setObject(4, command);
    to.enter.setBigDecimal(5, balance);
    to.enter.setObject(6, now);
    to.enter.executeUpdate();
    to.update.setBigDecimal(1, balance);
    to.update.setLong(2, seq);
    to.update.setBytes(3, state);
    to.update.setObject(4, now);
    to.update.setObject(5, cardId);
    to.update.executeUpdate();
    for (var kind : KEYS) {
      to.claim.setString(1, kind);
      to.claim.setString(2, command.toString());
      to.claim.setString(3, cardId + "|2");
      to.claim.addBatch();
    }
    to.claim.executeBatch();
    to.store.setObject(1, command);
    to.store.setObject(2, UUID.randomUUID());
    to.store.setObject(3, now);
    to.store.setBytes(4, headers);
    to.store.setBytes(5, value);
    to.store.executeUpdate();
  }

  /** One connection's statements; the server prepares them at once. */
  private record Statements(
      PreparedStatement known,
      PreparedStatement find,
      PreparedStatement lock,
      PreparedStatement once,
      PreparedStatement enter,
      PreparedStatement update,
      PreparedStatement claim,
      PreparedStatement store)
      implements AutoCloseable {

    static Statements on(Connection connection) throws SQLException {
      try (var statement = connection.createStatement()) {
        // Plans that were made for tables this empty would read them from end to end for ever.
        statement.execute("set enable_seqscan = off");
      }
      connection.setAutoCommit(false);
      return new Statements(
          connection.prepareStatement("select value from reference.decision where command_id = ?"),
          connection.prepareStatement(
              """
              select value from reference.card_key
              where portal_id = 1 and kind = 'NUMBER' and key = ? and single
              """),
          connection.prepareStatement(
              """
              select balance, seq, state from reference.account
              where portal_id = 1 and card_id = ? for update
              """),
          connection.prepareStatement(
              """
              select value from reference.card_key
              where portal_id = 1 and kind = 'DOCUMENT' and key = ? and not single
                and hashtextextended(key, portal_id) = hashtextextended(?, 1)
              """),
          connection.prepareStatement(
              """
              insert into reference.entry
                (portal_id, card_id, seq, entry_id, command_id, kind, amount, balance_after,
                 details, at)
              values (1, ?, ?, ?, ?, 'accrual', 2, ?, '{"reason_code": "test"}', ?)
              """),
          connection.prepareStatement(
              """
              update reference.account set balance = ?, seq = ?, state = ?, modified_at = ?
              where portal_id = 1 and card_id = ?
              """),
          connection.prepareStatement(
              """
              insert into reference.card_key (portal_id, kind, key, value, single)
              values (1, ?, ?, ?, false)
              """),
          connection.prepareStatement(
              """
              insert into reference.decision
                (command_id, portal_id, result_id, status, error_code, received_at, headers, value)
              values (?, 1, ?, 'success', '', ?, ?, ?)
              """));
    }

    @Override
    public void close() throws SQLException {
      for (var each : List.of(known, find, lock, once, enter, update, claim, store)) {
        each.close();
      }
    }
  }
}
