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

/** The contract on the server that the suite starts itself, and how that is passed on. */
class EmbeddedPostgresIT extends DatabaseContract {

  private static final String PASSWORD = "secret word";

  private static final int PORT = Ports.free();

  @TempDir private static Path home;
  private EmbeddedPostgres postgres;

  /** One data folder for all; a test that leaves the server running hands it to the next. */
  @BeforeEach
  void startOrAdopt() {
    postgres = EmbeddedPostgres.start(home, PORT, PASSWORD);
  }

  @AfterAll
  static void stopLast() {
    EmbeddedPostgres.start(home, PORT, PASSWORD).stop();
  }

  @Test
  void makesADatabaseOnce() {
    assertThat(postgres.database("ledger")).isEqualTo(postgres.database("ledger"));
    assertThatThrownBy(() -> postgres.database("a; drop"))
        .isInstanceOf(IllegalArgumentException.class);
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

  @Test
  void listensOnLoopbackOnly() throws SQLException {
    assertThat(ask("SHOW listen_addresses")).isEqualTo("127.0.0.1");
  }

  @Test
  void isStartedAnewAfterAKill() {
    kill();
    start();
    assertThat(postgres.wasAdopted()).isFalse();
  }

  @Override
  Database address() {
    return postgres.address("postgres");
  }

  @Override
  void start() {
    postgres.start();
  }

  @Override
  void stop() {
    postgres.stop();
  }

  @Override
  void kill() {
    postgres.kill();
  }
}
