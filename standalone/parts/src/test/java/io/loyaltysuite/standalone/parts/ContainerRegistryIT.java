package io.loyaltysuite.standalone.parts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.Network;

/** The contract on the registry of docker-compose.yml, with its data in the database there. */
class ContainerRegistryIT extends RegistryContract {

  private static final String IMAGE = ComposeFile.image("registry");
  private static final String DATABASE_IMAGE = ComposeFile.image("postgres");
  private static final String PASSWORD = "suite-test";
  private static final String ADDRESS = "127.0.0.1:" + Ports.free();
  private static final String MANAGEMENT = "127.0.0.1:" + Ports.free();
  private static final Network NETWORK = Network.newNetwork();
  private static final RestartableContainer POSTGRES =
      RestartableContainer.of(DATABASE_IMAGE)
          .in(NETWORK, "postgres")
          .with(Map.of("POSTGRES_USER", "registry", "POSTGRES_PASSWORD", PASSWORD));
  private static final RestartableContainer REGISTRY =
      RestartableContainer.of(IMAGE)
          .in(NETWORK, "registry")
          .with(ComposeFile.environment("registry"))
          .with(Map.of("APICURIO_DATASOURCE_PASSWORD", PASSWORD))
          .publish(ADDRESS, 8080)
          .publish(MANAGEMENT, 9000)
          .readyWhen(ContainerRegistryIT::isReady);

  @BeforeAll
  static void startFirst() {
    var lack = DockerEngine.lacks(IMAGE, DATABASE_IMAGE);
    assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
    POSTGRES.startFirst();
    REGISTRY.startFirst();
  }

  @AfterAll
  static void removeLast() {
    REGISTRY.remove();
    POSTGRES.remove();
    NETWORK.close();
  }

  private static boolean isReady() {
    try {
      var ready = URI.create("http://" + MANAGEMENT + "/health/ready").toURL();
      return ((HttpURLConnection) ready.openConnection()).getResponseCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  URI url() {
    return URI.create("http://" + ADDRESS + "/apis/ccompat/v7");
  }

  @Override
  void start() {
    REGISTRY.start();
  }

  @Override
  void kill() {
    REGISTRY.kill();
  }
}
