package io.loyaltysuite.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What the suite expects of every database server, whoever runs it. */
abstract class DatabaseContract {

  /** The database {@code postgres}, as the superuser. */
  abstract Database address();

  abstract void start();

  abstract void stop();

  abstract void kill();

  @Test
  void runsWithEverythingOnThatKeepsPromises() throws SQLException {
    assertThat(ask("SHOW fsync")).isEqualTo("on");
    assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(ask("SHOW full_page_writes")).isEqualTo("on");
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
    var stranger = new Database(address().url(), address().user(), "guess");
    assertThatThrownBy(stranger::connect).hasMessageContaining("password authentication failed");
  }

  @Test
  void keepsCommittedRowsWhenItIsStopped() throws SQLException {
    execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer");
    stop();
    start();
    assertThat(ask("SELECT answer FROM kept")).isEqualTo("42");
  }

  @Test
  void keepsCommittedRowsWhenItIsKilledInTheMiddleOfASession() throws SQLException {
    execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer");
    var session = address().connect();
    kill();
    start();
    assertThat(session.isValid(1)).isFalse();
    assertThat(ask("SELECT answer FROM kept")).isEqualTo("42");
  }

  final String ask(String question) throws SQLException {
    try (var connection = address().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getString(1);
    }
  }

  final void execute(String sql) throws SQLException {
    try (var connection = address().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
