package io.loyaltysuite.standalone.parts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the broker of docker-compose.yml. */
class ContainerKafkaIT extends BrokerContract {

  private static final String IMAGE = ComposeFile.image("kafka");
  private static final String BOOTSTRAP_SERVERS = "127.0.0.1:" + Ports.free();
  private static final RestartableContainer KAFKA =
      RestartableContainer.of(IMAGE)
          .with(ComposeFile.environment("kafka"))
          .with(Map.of("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + BOOTSTRAP_SERVERS))
          .publish(BOOTSTRAP_SERVERS, 9092)
          .readyWhen(ContainerKafkaIT::answers);

  @BeforeAll
  static void startFirst() {
    var lack = DockerEngine.lacks(IMAGE);
    assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
    QuietKafka.hush();
    KAFKA.startFirst();
  }

  @AfterAll
  static void removeLast() {
    KAFKA.remove();
  }

  private static boolean answers() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", BOOTSTRAP_SERVERS))) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  String bootstrapServers() {
    return BOOTSTRAP_SERVERS;
  }

  @Override
  void start() {
    KAFKA.start();
  }

  @Override
  void stop() {
    KAFKA.stop();
  }

  @Override
  void breakOff() {
    KAFKA.kill();
  }
}
