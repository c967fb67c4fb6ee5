package io.loyaltysuite.standalone.parts;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * A real PostgreSQL 18 on loopback, with everything on that keeps promises: fsync, synchronous
 * commit, passwords, a locale that knows Cyrillic. {@code SHOW} proves it at every start. The
 * server is a process of its own and its data stay; one left over by a killed JVM is adopted.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final String USER = "postgres";

  /** After a crash under load the server first repeats what its log holds. */
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final Path home;
  private final int port;
  private final String password;
  private final Privileges privileges = Privileges.ofThisProcess();
  private final Path binaries = PostgresBinaries.unpacked(privileges).resolve("bin");
  private volatile ProcessHandle process = ProcessHandle.current();
  private volatile boolean adopted;

  private EmbeddedPostgres(Path home, int port, String password) {
    this.home = home.toAbsolutePath();
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server, making its data folder on the first start; returns when it answers.
   *
   * @param home holds the data and the log
   * @param password of the superuser {@code postgres}; that of the first start counts
   */
  public static EmbeddedPostgres start(Path home, int port, String password) {
    var postgres = new EmbeddedPostgres(home, port, password);
    Folders.make(postgres.home);
    postgres.privileges.hand(postgres.home);
    postgres.initialize();
    postgres.start();
    return postgres;
  }

  /** Whether an earlier JVM has left a server running on this folder; the next start sees to it. */
  public static boolean isLeftIn(Path home) {
    return Postmaster.on(home.resolve("data")).isPresent();
  }

  /** Starts the server again after {@link #stop}, {@link #kill} or a crash. */
  public synchronized void start() {
    adopted = adopt();
    if (!adopted) {
      spawnUntilReady();
    }
    prove();
  }

  /** Stops as an administrator would: sessions are ended, nothing is lost. Twice is fine. */
  public synchronized void stop() {
    if (!process.isAlive() || isOurselves()) {
      return;
    }
    stop(process);
  }

  /** Kills the server process as a crash would; its sessions notice by themselves. */
  public synchronized void kill() {
    if (!isOurselves()) {
      process.destroyForcibly();
      Children.awaitExit(process, STOP_LIMIT);
    }
  }

  @Override
  public void close() {
    stop();
  }

  public long pid() {
    return process.pid();
  }

  /** Whether the last start found a running server of an earlier JVM. */
  public boolean wasAdopted() {
    return adopted;
  }

  /** Completes when the server process that runs now has ended, for whatever reason. */
  public CompletableFuture<ProcessHandle> onExit() {
    return process.onExit();
  }

  public int port() {
    return port;
  }

  /** A database on this server, made if it does not exist. */
  public Database database(String name) {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "database name: " + name + " (expected: " + DATABASE_NAME.pattern() + ")");
    }
    try (var connection = address(USER).connect();
        var find = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
        var create = connection.createStatement()) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        create.execute("CREATE DATABASE " + name);
      }
      return address(name);
    } catch (SQLException e) {
      throw new PartFailed("cannot make the database " + name, e);
    }
  }

  /** Where a database is, whether it exists or not. */
  public Database address(String name) {
    return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, password);
  }

  private Path data() {
    return home.resolve("data");
  }

  private Path log() {
    return home.resolve("postgres.log");
  }

  private boolean isOurselves() {
    return process.equals(ProcessHandle.current());
  }

  /** Makes the data folder aside and moves it, so that a killed attempt does not look complete. */
  private void initialize() {
    if (Files.exists(data())) {
      return;
    }
    var fresh = home.resolve("data.new");
    var passwordFile = home.resolve("password.new");
    try {
      Folders.remove(fresh);
      Files.deleteIfExists(passwordFile);
      Files.createFile(passwordFile, OwnerOnly.FILE);
      Files.writeString(passwordFile, password);
      privileges.hand(passwordFile);
      Children.run(privileges.command(initdb(fresh, passwordFile)));
      Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(passwordFile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + home, e);
    }
  }

  private List<String> initdb(Path folder, Path passwordFile) {
    return List.of(
        binaries.resolve("initdb").toString(),
        "--pgdata=" + folder,
        "--username=" + USER,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8");
  }

  /** Goes on with a server of an earlier JVM if it is where we want it; stops it otherwise. */
  private boolean adopt() {
    var running = Postmaster.on(data());
    if (running.isEmpty()) {
      return false;
    }
    var found = running.get();
    if (found.port() == port
        && Waiting.until(STOP_LIMIT, () -> answers() || !found.process().isAlive())
        && found.process().isAlive()) {
      process = found.process();
      return true;
    }
    stop(found.process());
    return false;
  }

  /** Tries again while sessions of a killed predecessor still hold the data folder. */
  private void spawnUntilReady() {
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      process = Children.spawn(privileges.command(server()), Map.of(), log());
      Waiting.until(START_LIMIT, () -> !process.isAlive() || answers());
      if (process.isAlive() && answers()) {
        return;
      }
      if (System.nanoTime() > deadline
          || !Ports.isFree(port)
          || Thread.currentThread().isInterrupted()) {
        kill();
        throw new PartFailed(
            "PostgreSQL does not start on port "
                + port
                + "; see "
                + log()
                + ":\n"
                + Folders.tail(log()));
      }
    }
  }

  private List<String> server() {
    var command = new ArrayList<String>();
    command.add(binaries.resolve("postgres").toString());
    command.addAll(List.of("-D", data().toString()));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        entry("listen_addresses", "127.0.0.1"),
        entry("port", Integer.toString(port)),
        entry("unix_socket_directories", ""),
        entry("fsync", "on"),
        entry("synchronous_commit", "on"),
        entry("full_page_writes", "on"),
        entry("max_connections", "200"),
        entry("shared_buffers", Buffers.ofThisMachine() + "MB"),
        // The first change of a page after a checkpoint logs the whole page.
        entry("max_wal_size", "4GB"),
        entry("checkpoint_timeout", "15min"),
        // New rows get their marks before the checkpoint that would log their pages again.
        entry("autovacuum_naptime", "15s"));
  }

  private boolean answers() {
    try (var connection = address(USER).connect()) {
      return connection.isValid(2);
    } catch (SQLException _) {
      return false;
    }
  }

  private void prove() {
    var proof =
        """
        SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit') || ' '
          || datctype || ' ' || pg_encoding_to_char(encoding) || ' ' || lower('Ж')
        FROM pg_database WHERE datname = current_database()
        """;
    var expected = "on on C.UTF-8 UTF8 ж";
    try (var connection = address(USER).connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(proof)) {
      rows.next();
      if (!expected.equals(rows.getString(1))) {
        throw new PartFailed(
            "PostgreSQL runs with: " + rows.getString(1) + " (expected: " + expected + ")");
      }
    } catch (SQLException e) {
      throw new PartFailed("PostgreSQL does not answer", e);
    }
  }

  private void stop(ProcessHandle server) {
    // "Fast": ends sessions, writes everything, leaves.
    Children.signal(server, "INT");
    if (!Children.awaitExit(server, STOP_LIMIT)) {
      Children.signal(server, "QUIT");
      if (!Children.awaitExit(server, STOP_LIMIT)) {
        throw new PartFailed("PostgreSQL (process " + server.pid() + ") does not stop");
      }
    }
  }
}
