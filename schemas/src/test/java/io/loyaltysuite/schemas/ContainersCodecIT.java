package io.loyaltysuite.schemas;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.DockerEngine;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The contract on the containers that operators run. Needs a Docker engine that has the images
 * already; nothing is ever pulled. Where they are missing the test is skipped and says why.
 */
class ContainersCodecIT extends CodecContract {

  private static final String KAFKA = "apache/kafka:4.2.2";
  private static final String POSTGRES = "postgres:18";
  private static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";

  private static final String PASSWORD = "suite-test";
  private static @Nullable Running running;

  /** Containers that run, in their own network. */
  private record Running(
      Network network,
      KafkaContainer kafka,
      GenericContainer<?> postgres,
      GenericContainer<?> registry) {

    Surroundings surroundings() {
      var host = "http://" + registry.getHost() + ":" + registry.getMappedPort(8080);
      var database =
          new Database(
              "jdbc:postgresql://%s:%d/postgres"
                  .formatted(postgres.getHost(), postgres.getMappedPort(5432)),
              "postgres",
              PASSWORD);
      return new Surroundings(
          URI.create(host + "/apis/ccompat/v7"),
          URI.create(host + "/apis/registry/v3"),
          Surroundings.source(database),
          kafka.getBootstrapServers());
    }
  }

  @BeforeAll
  static void start() {
    var lack = DockerEngine.lacks(KAFKA, POSTGRES, REGISTRY);
    assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
    var network = Network.newNetwork();
    var postgres = postgres(network);
    postgres.start();
    var registry = registry(network);
    registry.start();
    var kafka = new KafkaContainer(DockerImageName.parse(KAFKA)).withImagePullPolicy(_ -> false);
    kafka.start();
    running = new Running(network, kafka, postgres, registry);
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.kafka().stop();
      running.registry().stop();
      running.postgres().stop();
      running.network().close();
    }
  }

  @Override
  Surroundings surroundings() {
    return running == null ? abort("containers do not run") : running.surroundings();
  }

  private static GenericContainer<?> postgres(Network network) {
    return new GenericContainer<>(DockerImageName.parse(POSTGRES))
        .withImagePullPolicy(_ -> false)
        .withNetwork(network)
        .withNetworkAliases("postgres")
        .withExposedPorts(5432)
        .withEnv("POSTGRES_PASSWORD", PASSWORD)
        .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
  }

  private static GenericContainer<?> registry(Network network) {
    return new GenericContainer<>(DockerImageName.parse(REGISTRY))
        .withImagePullPolicy(_ -> false)
        .withNetwork(network)
        .withExposedPorts(8080, 9000)
        .withEnv(
            Map.of(
                "APICURIO_STORAGE_KIND", "sql",
                "APICURIO_STORAGE_SQL_KIND", "postgresql",
                "APICURIO_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/postgres",
                "APICURIO_DATASOURCE_USERNAME", "postgres",
                "APICURIO_DATASOURCE_PASSWORD", PASSWORD,
                "APICURIO_RULES_GLOBAL_COMPATIBILITY", "FULL_TRANSITIVE"))
        .waitingFor(Wait.forHttp("/health/ready").forPort(9000));
  }
}
