package io.loyaltysuite.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the registry that the suite starts itself, and how that is passed on. */
class EmbeddedRegistryIT extends RegistryContract {

  private static final Database DATABASE = Parts.shared().freshDatabase("registry");
  private static final int PORT = Ports.free();
  private static final int MANAGEMENT_PORT = Ports.free();
  @TempDir private static Path home;
  private EmbeddedRegistry registry;

  /** One for all; a test that leaves it running hands it to the next. */
  @BeforeEach
  void startOrAdopt() {
    registry = EmbeddedRegistry.start(home, PORT, MANAGEMENT_PORT, DATABASE);
  }

  @AfterAll
  static void stopLast() {
    EmbeddedRegistry.start(home, PORT, MANAGEMENT_PORT, DATABASE).close();
  }

  @Test
  void isStartedAnewAfterAKillAndAdoptedOtherwise() {
    kill();
    start();
    assertThat(registry.wasAdopted()).isFalse();

    var next = EmbeddedRegistry.start(home, PORT, MANAGEMENT_PORT, DATABASE);
    assertThat(next.wasAdopted()).isTrue();
    assertThat(next.pid()).isEqualTo(registry.pid());
    next.stop();
    assertThat(registry.onExit()).succeedsWithin(Duration.ofSeconds(5));
  }

  @Override
  URI url() {
    return registry.url();
  }

  @Override
  void start() {
    registry.start();
  }

  @Override
  void kill() {
    registry.kill();
  }
}
