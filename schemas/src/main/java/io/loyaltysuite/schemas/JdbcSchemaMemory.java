package io.loyaltysuite.schemas;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Remembers in the service's own PostgreSQL database, in the table {@code schema_ids}, which it
 * creates itself. Let migrations run first: some tools refuse a database that is not empty.
 */
public final class JdbcSchemaMemory implements SchemaMemory {

  // "if not exists" alone races when several instances start at once; the lock orders them.
  private static final String CREATE =
      """
      select pg_advisory_xact_lock(7239105547301);
      create table if not exists schema_ids (
        fingerprint text primary key,
        id integer not null,
        subject text not null,
        schema text not null,
        remembered_at timestamptz not null default now())
      """;

  private static final String EXISTS = "select to_regclass('schema_ids') is not null";

  private static final String ALL = "select fingerprint, id, subject, schema from schema_ids";

  private static final String REMEMBER =
      "insert into schema_ids (fingerprint, id, subject, schema) values (?, ?, ?, ?)"
          + " on conflict (fingerprint) do nothing";

  private final DataSource database;

  public JdbcSchemaMemory(DataSource database) {
    this.database = database;
  }

  @Override
  public List<RememberedSchema> all() {
    try (var connection = database.getConnection()) {
      createTable(connection);
      return read(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("remembered schema ids cannot be read", e);
    }
  }

  @Override
  public void remember(RememberedSchema schema) {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(REMEMBER)) {
      insert.setString(1, schema.fingerprint());
      insert.setInt(2, schema.id());
      insert.setString(3, schema.subject());
      insert.setString(4, schema.schema());
      insert.executeUpdate();
      commit(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "id " + schema.id() + " of " + schema.subject() + " cannot be remembered", e);
    }
  }

  /** One statement string is one implicit transaction, so the lock covers the creation. */
  private static void createTable(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var exists = statement.executeQuery(EXISTS)) {
      exists.next();
      if (!exists.getBoolean(1)) {
        statement.execute(CREATE);
      }
    }
    commit(connection);
  }

  private static List<RememberedSchema> read(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(ALL)) {
      var remembered = new ArrayList<RememberedSchema>();
      while (rows.next()) {
        remembered.add(
            new RememberedSchema(
                rows.getString(1), rows.getInt(2), rows.getString(3), rows.getString(4)));
      }
      return List.copyOf(remembered);
    }
  }

  private static void commit(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }
}
