package io.loyaltysuite.journal.architecture.offenders;

import java.sql.Connection;
import java.sql.SQLException;

/** Asks the database. */
public final class Asker {
  public boolean look(Connection connection) throws SQLException {
    return connection.isClosed();
  }
}
