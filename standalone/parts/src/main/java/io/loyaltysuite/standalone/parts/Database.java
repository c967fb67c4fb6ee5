package io.loyaltysuite.standalone.parts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where a database is and how to log in. */
public record Database(String url, String user, String password) {

  /** Opens a connection of its own; the caller closes it. Gives up connecting after 5 s. */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    return DriverManager.getConnection(url, properties);
  }

  /** Leaves the password out, so that a logged value is harmless. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
