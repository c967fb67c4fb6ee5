package io.loyaltysuite.benchmarks;

import io.loyaltysuite.standalone.parts.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One of our reference servers in a process of its own. */
record Server(Process process, int port) implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  /**
   * Starts a main class that is told the broker and its port, and waits until it can be reached.
   */
  static Server start(Class<?> main, String broker, Path log, List<String> options) {
    var port = Ports.free();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            broker,
            Integer.toString(port)));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var server = new Server(process, port);
      return server.reachable(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Server reachable(Path log) {
    try {
      return Bench.await(START_LIMIT, () -> Optional.of(this).filter(Server::isReachable));
    } catch (IllegalStateException e) {
      close();
      throw new IllegalStateException("a server cannot be reached; see " + log, e);
    }
  }

  private boolean isReachable() {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended with status " + process.exitValue());
    }
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** CPU time of all its threads so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
