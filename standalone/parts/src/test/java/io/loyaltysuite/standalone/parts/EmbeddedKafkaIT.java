package io.loyaltysuite.standalone.parts;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the broker inside this JVM. */
class EmbeddedKafkaIT extends BrokerContract {

  @TempDir private static Path home;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void startFirst() {
    kafka = EmbeddedKafka.start(home, Ports.free(), Map.of());
  }

  @AfterAll
  static void stopLast() {
    kafka.stop();
  }

  @Override
  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  void start() {
    kafka.start();
  }

  @Override
  void stop() {
    kafka.stop();
  }

  @Override
  void breakOff() {
    kafka.stopAbruptly();
  }
}
