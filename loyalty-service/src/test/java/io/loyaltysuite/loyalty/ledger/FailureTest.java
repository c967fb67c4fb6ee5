package io.loyaltysuite.loyalty.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureTest {

  @ParameterizedTest
  @CsvSource({
    "08006, INFRASTRUCTURE", // connection failure
    "57014, INFRASTRUCTURE", // statement time-out
    "57P01, INFRASTRUCTURE", // shutdown
    "40P01, INFRASTRUCTURE", // deadlock
    "40001, INFRASTRUCTURE", // serialization
    "55P03, INFRASTRUCTURE", // lock time-out
    "53100, INFRASTRUCTURE", // disk full
    "25006, INFRASTRUCTURE", // a standby
    "42P01, INFRASTRUCTURE", // no such table
    "22021, COMMAND", // a character that cannot be stored
    "22003, COMMAND", // number out of range
    "23514, COMMAND", // check constraint
    "23505, COMMAND", // a unique key other than that of decisions
    "54000, COMMAND" // index row too large
  })
  void isTheCommandsFaultOnlyIfItsDataCanCauseIt(String state, Failure expected) {
    var sql = new SQLException("text", state);
    assertThat(Failure.of(new UncategorizedSQLException("task", "sql", sql))).isEqualTo(expected);
  }

  @Test
  void isInfrastructureWhenThereIsNoConnection() {
    var timeout = new SQLTransientConnectionException("pool is empty");
    assertThat(Failure.of(new CannotCreateTransactionException("no", timeout)))
        .isEqualTo(Failure.INFRASTRUCTURE);
    assertThat(Failure.of(new CannotGetJdbcConnectionException("no")))
        .isEqualTo(Failure.INFRASTRUCTURE);
  }

  @Test
  void isTheCommandsFaultWhenOurCodeThrows() {
    assertThat(Failure.of(new IllegalArgumentException("operation: x"))).isEqualTo(Failure.COMMAND);
    assertThat(Failure.of(new StackOverflowError())).isEqualTo(Failure.COMMAND);
    assertThat(Failure.of(new DataIntegrityViolationException("no sql")))
        .isEqualTo(Failure.COMMAND);
  }
}
