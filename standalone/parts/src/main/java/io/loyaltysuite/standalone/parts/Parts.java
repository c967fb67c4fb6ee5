package io.loyaltysuite.standalone.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The parts for tests: each is started when it is first asked for, once per JVM, on free ports, in
 * a temporary folder that is removed when the JVM ends. Tests share them, so each takes databases
 * and topics (or keys) of its own, and a test that stops or kills a part starts parts of its own.
 */
public final class Parts {

  private static final Parts SHARED = new Parts();

  private final AtomicInteger databases = new AtomicInteger();
  private @Nullable Path home;
  private @Nullable EmbeddedKafka kafka;
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable EmbeddedRegistry registry;
  private final Object kafkaLock = new Object();
  private final Object postgresLock = new Object();
  private final Object registryLock = new Object();

  private Parts() {}

  public static Parts shared() {
    return SHARED;
  }

  public EmbeddedKafka kafka() {
    synchronized (kafkaLock) {
      if (kafka == null) {
        kafka = EmbeddedKafka.start(home().resolve("kafka"), Ports.free(), Map.of());
      }
      return kafka;
    }
  }

  public EmbeddedPostgres postgres() {
    synchronized (postgresLock) {
      if (postgres == null) {
        postgres = EmbeddedPostgres.start(home().resolve("postgres"), Ports.free(), "suite-test");
      }
      return postgres;
    }
  }

  public EmbeddedRegistry registry() {
    synchronized (registryLock) {
      if (registry == null) {
        registry =
            EmbeddedRegistry.start(
                home().resolve("registry"),
                Ports.free(),
                Ports.free(),
                postgres().database("registry"));
      }
      return registry;
    }
  }

  /** A new, empty database whose name begins with the given one. */
  public Database freshDatabase(String name) {
    return postgres().database(name + "_" + databases.incrementAndGet());
  }

  private synchronized Path home() {
    if (home == null) {
      home = TestFolders.make();
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-parts"));
    }
    return home;
  }

  private void stop() {
    close(registry);
    close(kafka);
    close(postgres);
    if (home != null && Files.exists(home)) {
      Folders.remove(home);
    }
  }

  private static void close(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      System.err.println("While stopping the parts of a test: " + e.getMessage());
    }
  }
}
