package io.loyaltysuite.loyalty.ledger;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionException;

/** What a failed poll means for its commands. */
enum Failure {
  /** Nothing is known about the commands: wait and run the poll again. */
  INFRASTRUCTURE,
  /** Another writer decided one of the commands meanwhile: run the poll again, it will be found. */
  DECIDED_ELSEWHERE,
  /** One of the commands cannot be decided. */
  COMMAND;

  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * SQLSTATE classes that a command's data cannot cause: connection, authorization, transaction
   * rollback (serialization, deadlock), access rule or missing table, resources, object not in
   * state (lock time-out), operator intervention (time-out, shutdown), system error; and a standby
   * that does not write.
   */
  private static final Set<String> ENVIRONMENT =
      Set.of("08", "25", "28", "40", "42", "53", "55", "57", "58");

  /** Says what a failure of a poll means. */
  static Failure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return ofSql(sql);
      }
    }
    return switch (failure) {
      case TransientDataAccessException _,
          RecoverableDataAccessException _,
          CannotGetJdbcConnectionException _,
          TransactionException _ ->
          INFRASTRUCTURE;
      default -> COMMAND;
    };
  }

  private static Failure ofSql(SQLException sql) {
    var state = sql.getSQLState();
    if (sql instanceof SQLTransientException
        || sql instanceof SQLRecoverableException
        || sql instanceof SQLNonTransientConnectionException
        || state == null
        || ENVIRONMENT.contains(state.substring(0, Math.min(2, state.length())))) {
      return INFRASTRUCTURE;
    }
    return state.equals(UNIQUE_VIOLATION) && Decisions.ONCE.equals(constraint(sql))
        ? DECIDED_ELSEWHERE
        : COMMAND;
  }

  private static String constraint(SQLException sql) {
    if (sql instanceof PSQLException pg && pg.getServerErrorMessage() != null) {
      var name = pg.getServerErrorMessage().getConstraint();
      return name == null ? "" : name;
    }
    return "";
  }
}
