package io.loyaltysuite.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

  private static final String PASSWORD = "secret word";

  private static final int PORT = Ports.free();

  @TempDir private static Path home;
  private EmbeddedPostgres postgres;

  /** One data folder for all; a test that leaves the server running hands it to the next. */
  @BeforeEach
  void start() {
    postgres = EmbeddedPostgres.start(home, PORT, PASSWORD);
  }

  @AfterAll
  static void stop() {
    EmbeddedPostgres.start(home, PORT, PASSWORD).stop();
  }

  @Test
  void runsWithEverythingOnThatKeepsPromises() throws SQLException {
    assertThat(ask("SHOW fsync")).isEqualTo("on");
    assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(ask("SHOW full_page_writes")).isEqualTo("on");
    assertThat(ask("SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask("SELECT datctype FROM pg_database WHERE datname = 'postgres'"))
        .isEqualTo("C.UTF-8");
  }

  @Test
  void knowsCyrillic() throws SQLException {
    execute("CREATE EXTENSION pg_trgm");
    assertThat(ask("SELECT lower('ЖЁЛТЫЙ')")).isEqualTo("жёлтый");
    assertThat(ask("SELECT show_trgm('карта')::text")).isNotEqualTo("{}");
  }

  @Test
  void letsNobodyInWithoutThePassword() {
    var address = postgres.address("postgres");
    var stranger = new Database(address.url(), address.user(), "guess");
    assertThatThrownBy(stranger::connect).hasMessageContaining("password authentication failed");
  }

  @Test
  void makesADatabaseOnce() {
    assertThat(postgres.database("ledger")).isEqualTo(postgres.database("ledger"));
    assertThatThrownBy(() -> postgres.database("a; drop"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsCommittedRowsWhenItIsStopped() throws SQLException {
    execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer");
    postgres.stop();
    postgres.start();
    assertThat(ask("SELECT answer FROM kept")).isEqualTo("42");
  }

  @Test
  void keepsCommittedRowsWhenItIsKilledInTheMiddleOfASession() throws SQLException {
    execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer");
    var session = postgres.address("postgres").connect();
    postgres.kill();
    postgres.start();
    assertThat(postgres.wasAdopted()).isFalse();
    assertThat(session.isValid(1)).isFalse();
    assertThat(ask("SELECT answer FROM kept")).isEqualTo("42");
  }

  @Test
  void isAdoptedByTheNextOneOnTheSamePort() throws SQLException {
    execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer");
    var next = EmbeddedPostgres.start(home, postgres.port(), PASSWORD);
    assertThat(next.wasAdopted()).isTrue();
    assertThat(next.pid()).isEqualTo(postgres.pid());
    assertThat(ask("SELECT answer FROM kept")).isEqualTo("42");
  }

  @Test
  void makesWayForTheNextOneOnAnotherPort() {
    var next = EmbeddedPostgres.start(home, Ports.free(), PASSWORD);
    assertThat(next.wasAdopted()).isFalse();
    assertThat(next.pid()).isNotEqualTo(postgres.pid());
    assertThat(postgres.onExit()).succeedsWithin(Duration.ofSeconds(5));
    next.stop();
  }

  private String ask(String question) throws SQLException {
    try (var connection = postgres.address("postgres").connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = postgres.address("postgres").connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
