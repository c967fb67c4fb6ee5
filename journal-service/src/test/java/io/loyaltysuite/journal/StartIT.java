package io.loyaltysuite.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The journal starts while Kafka and the registry are away, and tells how it is. */
@TestInstance(Lifecycle.PER_CLASS)
class StartIT {

  private static final String NOBODY_LISTENS = "127.0.0.1:9";

  private static final String NO_REGISTRY =
      "--suite.registry.url=http://127.0.0.1:9/apis/ccompat/v7";

  private JournalUnderTest journal;

  @BeforeAll
  void start() {
    journal =
        JournalUnderTest.start(
            Parts.shared().freshDatabase("journal"), NOBODY_LISTENS, NO_REGISTRY);
  }

  @AfterAll
  void stop() {
    journal.close();
  }

  @Test
  void isReadyWithoutKafkaAndRegistry() {
    assertThat(management("/actuator/health/readiness")).contains("\"status\":\"UP\"");
    assertThat(management("/actuator/health/liveness")).contains("\"status\":\"UP\"");
  }

  @Test
  void speaksPrometheus() {
    assertThat(management("/actuator/prometheus")).contains("jvm_memory_used_bytes");
  }

  @Test
  void refusesToStartWithoutServiceToken() {
    assertThatThrownBy(
            () ->
                JournalUnderTest.start(
                    Parts.shared().freshDatabase("journal"),
                    NOBODY_LISTENS,
                    "--suite.service-token="))
        .hasStackTraceContaining("suite.service-token");
  }

  /** Otherwise a start cut short would leave a table behind, and migrations refuse to follow it. */
  @Test
  void createsNothingBeforeItsMigrations() throws SQLException {
    var database = Parts.shared().freshDatabase("journal");
    assertThatThrownBy(
            () ->
                JournalUnderTest.start(
                    database,
                    NOBODY_LISTENS,
                    NO_REGISTRY,
                    "--spring.flyway.locations=classpath:db/nowhere",
                    "--spring.flyway.fail-on-missing-locations=true"))
        .hasStackTraceContaining("db/nowhere");
    assertThat(tables(database)).isEmpty();
    try (var second = JournalUnderTest.start(database, NOBODY_LISTENS, NO_REGISTRY)) {
      assertThat(second.context().isRunning()).isTrue();
      assertThat(tables(database)).contains("event", "schema_ids");
    }
  }

  private static List<String> tables(Database database) throws SQLException {
    var names = new ArrayList<String>();
    try (var connection = database.connect();
        var rows = connection.getMetaData().getTables(null, "public", null, null)) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private String management(String path) {
    return journal.send(null, HttpRequest.newBuilder(journal.management(path))).body();
  }
}
