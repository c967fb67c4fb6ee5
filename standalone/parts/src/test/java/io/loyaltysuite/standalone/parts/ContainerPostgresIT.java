package io.loyaltysuite.standalone.parts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the database server of docker-compose.yml. */
class ContainerPostgresIT extends DatabaseContract {

  private static final String IMAGE = ComposeFile.image("postgres");
  private static final String PASSWORD = "suite-test";
  private static final String ADDRESS = "127.0.0.1:" + Ports.free();
  private static final Database DATABASE =
      new Database("jdbc:postgresql://" + ADDRESS + "/postgres", "postgres", PASSWORD);
  private static final RestartableContainer POSTGRES =
      RestartableContainer.of(IMAGE)
          .with(ComposeFile.environment("postgres"))
          .with(Map.of("POSTGRES_PASSWORD", PASSWORD))
          .publish(ADDRESS, 5432)
          .readyWhen(ContainerPostgresIT::answers);

  @BeforeAll
  static void startFirst() {
    var lack = DockerEngine.lacks(IMAGE);
    assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
    POSTGRES.startFirst();
  }

  @AfterAll
  static void removeLast() {
    POSTGRES.remove();
  }

  private static boolean answers() {
    try (var connection = DATABASE.connect()) {
      return connection.isValid(5);
    } catch (SQLException _) {
      return false;
    }
  }

  @Override
  Database address() {
    return DATABASE;
  }

  @Override
  void start() {
    POSTGRES.start();
  }

  @Override
  void stop() {
    POSTGRES.stop();
  }

  @Override
  void kill() {
    POSTGRES.kill();
  }
}
