package io.loyaltysuite.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.EmbeddedPostgres;
import io.loyaltysuite.standalone.parts.EmbeddedRegistry;
import io.loyaltysuite.standalone.parts.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A suite in a JVM of its own, as a user runs it, on free ports; it can be killed. */
final class SuiteProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  /**
   * A lane waits for the end of the time limit of a request that died with its gateway; by default
   * that is more than a minute.
   */
  private static final String TIME_LIMIT_OF_REQUESTS = "--gateway.portal.request-timeout=10s";

  private final Path data;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private Optional<Process> process = Optional.empty();

  SuiteProcess(Path data) {
    this.data = data;
    for (var option :
        List.of(
            "gateway",
            "loyalty",
            "journal",
            "gateway-management",
            "loyalty-management",
            "journal-management",
            "kafka",
            "postgres",
            "registry",
            "registry-management",
            "portal")) {
      ports.put(option, Ports.free());
    }
  }

  /** Starts it and waits until it is ready. */
  void start(String... more) {
    var started = spawn(data, more);
    process = Optional.of(started);
    Awaitility.await()
        .atMost(START_LIMIT)
        .until(() -> Home.announced(data).containsKey("pid") || !started.isAlive());
    assertThat(started.isAlive()).as(output()).isTrue();
  }

  /** Begins to start it and stops it when its registry has begun. */
  void stopWhileStarting() {
    process = Optional.of(spawn(data));
    Awaitility.await()
        .atMost(START_LIMIT)
        .until(() -> EmbeddedRegistry.isLeftIn(data.resolve("registry")));
    stop();
  }

  /** Parts that have outlived it. */
  List<String> left() {
    var left = new ArrayList<String>();
    if (EmbeddedPostgres.isLeftIn(data.resolve("postgres"))) {
      left.add("PostgreSQL");
    }
    if (EmbeddedRegistry.isLeftIn(data.resolve("registry"))) {
      left.add("registry");
    }
    return left;
  }

  /** Runs a second one on the same ports and some data folder to its end; returns its status. */
  int runToEnd(Path folder) throws InterruptedException {
    return spawn(folder).waitFor();
  }

  /** Kills the JVM, and nothing else. */
  void killJvm() {
    process.orElseThrow().destroyForcibly().onExit().join();
  }

  /** Kills the database's server process, wherever its parent is. */
  void killPostgres() {
    var victim = ProcessHandle.of(postgresPid()).orElseThrow();
    victim.destroyForcibly();
    victim.onExit().join();
  }

  void killRegistry() {
    var lines = lines(data.resolve("registry/registry.pid"));
    var pid = lines.stream().filter(line -> line.startsWith("pid=")).findFirst().orElseThrow();
    ProcessHandle.of(Long.parseLong(pid.substring("pid=".length())))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  void awaitPostgres() {
    Awaitility.await().atMost(START_LIMIT).until(this::postgresAnswers);
  }

  @Override
  public void close() {
    stop();
  }

  /** Stops it as Ctrl-C would. */
  void stop() {
    process.ifPresent(
        running -> {
          running.destroy();
          assertThat(running.onExit().orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS))
              .as("stops within " + STOP_LIMIT)
              .succeedsWithin(STOP_LIMIT);
        });
    process = Optional.empty();
  }

  int port(String name) {
    return requireNonNull(ports.get(name), name);
  }

  /** Management port of each service, by the name of its job in Prometheus. */
  Map<String, Integer> jobs() {
    var jobs = new LinkedHashMap<String, Integer>();
    for (var service : List.of("gateway", "loyalty", "journal")) {
      jobs.put(service, port(service + "-management"));
    }
    return jobs;
  }

  Path data() {
    return data;
  }

  long postgresPid() {
    return Long.parseLong(lines(data.resolve("postgres/data/postmaster.pid")).getFirst().strip());
  }

  Database database(String name) {
    return new Database(
        "jdbc:postgresql://127.0.0.1:" + port("postgres") + "/" + name,
        "postgres",
        Secrets.in(data).databasePassword());
  }

  /** Opens so many portals and installs the application there. */
  Town town(int size) {
    return new Town(port("portal"), port("gateway"), Secrets.in(data).clientSecret(), size);
  }

  Promises promises(Collection<Portal> portals) {
    return new Promises(portals, bootstrapServers(), database("loyalty"), database("journal"));
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port("kafka");
  }

  /** What it has printed. */
  String output() {
    return String.join("\n", lines(outputFile().toPath()));
  }

  private File outputFile() {
    return data.resolveSibling(data.getFileName() + ".out").toFile();
  }

  private boolean postgresAnswers() {
    try (var connection = database("loyalty").connect()) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  private Process spawn(Path folder, String... more) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dsuite.registry.home=" + System.getProperty("suite.registry.home"),
            "-cp",
            target().resolve("classes") + File.pathSeparator + target().resolve("lib") + "/*",
            Suite.class.getName(),
            "up",
            "--data=" + folder));
    ports.forEach((name, port) -> command.add("--" + name + "-port=" + port));
    command.add(TIME_LIMIT_OF_REQUESTS);
    command.addAll(List.of(more));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path target() {
    return Path.of(System.getProperty("suite.target"));
  }

  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
