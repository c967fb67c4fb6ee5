package io.loyaltysuite.standalone.parts;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/**
 * A real Apicurio Registry on loopback, a process of its own, with its own PostgreSQL database: ids
 * of schemas are part of our data and must survive. Its Confluent-compatible API demands
 * FULL_TRANSITIVE compatibility of every subject. One left over by a killed JVM is adopted.
 *
 * <p>Its program is found by the system property {@code suite.registry.home}.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration ADOPTION_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Path home;
  private final int port;
  private final int managementPort;
  private final Database database;
  private volatile ProcessHandle process = ProcessHandle.current();
  private volatile boolean adopted;

  private EmbeddedRegistry(Path home, int port, int managementPort, Database database) {
    this.home = Folders.make(home.toAbsolutePath());
    this.port = port;
    this.managementPort = managementPort;
    this.database = database;
  }

  /**
   * Starts the registry; returns when it is ready.
   *
   * @param home holds its log and its pid file
   * @param database its own, existing one
   */
  public static EmbeddedRegistry start(Path home, int port, int managementPort, Database database) {
    var registry = new EmbeddedRegistry(home, port, managementPort, database);
    registry.start();
    return registry;
  }

  /** Whether an earlier JVM has left a registry running; the next start sees to it. */
  public static boolean isLeftIn(Path home) {
    return left(home).isPresent();
  }

  /** Starts it again after {@link #stop}, {@link #kill} or a crash. */
  public synchronized void start() {
    adopted = adopt();
    if (!adopted) {
      spawn();
    }
  }

  /** Stops it cleanly; twice is fine. */
  public synchronized void stop() {
    if (!isOurselves()) {
      stop(process);
    }
  }

  /** Kills the process as a crash would. */
  public synchronized void kill() {
    if (!isOurselves()) {
      process.destroyForcibly();
      Children.awaitExit(process, STOP_LIMIT);
    }
  }

  @Override
  public void close() {
    stop();
    http.close();
  }

  public long pid() {
    return process.pid();
  }

  /** Whether the last start found a running registry of an earlier JVM. */
  public boolean wasAdopted() {
    return adopted;
  }

  /** Completes when the process that runs now has ended, for whatever reason. */
  public CompletableFuture<ProcessHandle> onExit() {
    return process.onExit();
  }

  /** The Confluent-compatible API, what {@code suite.registry.url} expects. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
  }

  private boolean isOurselves() {
    return process.equals(ProcessHandle.current());
  }

  private Path log() {
    return home.resolve("registry.log");
  }

  private Path pidFile() {
    return home.resolve("registry.pid");
  }

  /** The process that an earlier JVM has left running, as its note in this folder tells. */
  static Optional<ProcessHandle> left(Path home) {
    return process(readNote(home.resolve("registry.pid")));
  }

  private static Optional<ProcessHandle> process(Properties note) {
    return Optional.ofNullable(note.getProperty("pid"))
        .flatMap(
            pid -> Children.find(Long.parseLong(pid), Instant.parse(note.getProperty("started"))));
  }

  private boolean adopt() {
    var note = readNote(pidFile());
    var found = process(note);
    if (found.isEmpty()) {
      return false;
    }
    if (purpose().equals(note.getProperty("purpose"))
        && Waiting.until(ADOPTION_LIMIT, this::isReady)) {
      process = found.get();
      return true;
    }
    stop(found.get());
    return false;
  }

  private void spawn() {
    process = Children.spawn(command(), environment(), log());
    writeNote();
    Waiting.until(START_LIMIT, () -> !process.isAlive() || isReady());
    if (!process.isAlive() || !isReady()) {
      kill();
      throw new PartFailed(
          "the schema registry does not start on port "
              + port
              + "; see "
              + log()
              + ":\n"
              + Folders.tail(log()));
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-Dvertx.cacheDirBase=" + home.resolve("cache"),
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
        "-jar",
        program().toString());
  }

  /** Settings go by the environment: a password in a command line is seen by everybody. */
  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
        Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
        Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort)),
        Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
        Map.entry("APICURIO_STORAGE_KIND", "sql"),
        Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
        Map.entry("APICURIO_DATASOURCE_URL", database.url()),
        Map.entry("APICURIO_DATASOURCE_USERNAME", database.user()),
        Map.entry("APICURIO_DATASOURCE_PASSWORD", database.password()),
        Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
        Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
        Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"),
        Map.entry("APICURIO_RULES_GLOBAL_COMPATIBILITY", "FULL_TRANSITIVE"));
  }

  private static Path program() {
    var home = System.getProperty("suite.registry.home");
    if (home == null) {
      throw new PartFailed("the system property suite.registry.home is not set");
    }
    var program = Path.of(home, "quarkus-run.jar");
    if (!Files.exists(program)) {
      throw new PartFailed(
          program + " does not exist (expected: unpacked by the build of standalone/parts)");
    }
    return program;
  }

  private boolean isReady() {
    var ready = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
    var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What a running process must have been started for to be of use to us. */
  private String purpose() {
    return port + " " + managementPort + " " + database;
  }

  private void writeNote() {
    var note = new Properties();
    note.setProperty("pid", Long.toString(process.pid()));
    note.setProperty("started", process.info().startInstant().orElseGet(Instant::now).toString());
    note.setProperty("purpose", purpose());
    try (var out = Files.newBufferedWriter(pidFile())) {
      note.store(out, "The schema registry's process.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties readNote(Path file) {
    var note = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        note.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return note;
  }

  private static void stop(ProcessHandle registry) {
    registry.destroy();
    if (!Children.awaitExit(registry, STOP_LIMIT)) {
      registry.destroyForcibly();
      Children.awaitExit(registry, STOP_LIMIT);
    }
  }
}
