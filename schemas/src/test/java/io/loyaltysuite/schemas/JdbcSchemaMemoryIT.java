package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.standalone.parts.Parts;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcSchemaMemoryIT {

  private static final RememberedSchema SCHEMA =
      new RememberedSchema("f", 7, "loyalty.audit.v1-value", "\"string\"");

  private final DataSource database = Surroundings.source(Parts.shared().freshDatabase("memory"));

  @Test
  void remembersAcrossInstances() {
    var memory = new JdbcSchemaMemory(database);
    assertThat(memory.all()).isEmpty();
    memory.remember(SCHEMA);
    assertThat(new JdbcSchemaMemory(database).all()).containsExactly(SCHEMA);
  }

  @Test
  void theFirstIdStays() {
    var memory = new JdbcSchemaMemory(database);
    assertThat(memory.all()).isEmpty();
    memory.remember(SCHEMA);
    memory.remember(new RememberedSchema("f", 8, "other", "\"string\""));
    assertThat(memory.all()).containsExactly(SCHEMA);
  }

  @Test
  void instancesThatStartTogetherCreateOneTable() throws Exception {
    Callable<List<RememberedSchema>> start = () -> new JdbcSchemaMemory(database).all();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var started : threads.invokeAll(Collections.nCopies(16, start))) {
        assertThat(started.get()).isEmpty();
      }
    }
  }

  @Test
  void aUserWhoMayNotCreateTablesUsesTheOneThatIsThere() throws SQLException {
    new JdbcSchemaMemory(database).all();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      var user = connection.getCatalog() + "_user";
      statement.execute("create role " + user + " login password 'x'");
      statement.execute("grant select, insert on schema_ids to " + user);
      var restricted = new PGSimpleDataSource();
      restricted.setURL(((PGSimpleDataSource) database).getURL());
      restricted.setUser(user);
      restricted.setPassword("x");
      var memory = new JdbcSchemaMemory(restricted);
      memory.remember(SCHEMA);
      assertThat(memory.all()).containsExactly(SCHEMA);
    }
  }

  @Test
  void anAbsentDatabaseIsNamed() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setURL("jdbc:postgresql://127.0.0.1:1/none");
    assertThatThrownBy(new JdbcSchemaMemory(nowhere)::all)
        .hasMessage("remembered schema ids cannot be read");
    assertThatThrownBy(() -> new JdbcSchemaMemory(nowhere).remember(SCHEMA))
        .hasMessage("id 7 of loyalty.audit.v1-value cannot be remembered");
  }
}
