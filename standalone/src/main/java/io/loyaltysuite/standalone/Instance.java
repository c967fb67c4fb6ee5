package io.loyaltysuite.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One process of one service; it can be killed, stopped and started again on the same ports. */
public final class Instance {

  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(20);
  private static final int OK = 200;
  private static final int SHOWN_LINES = 20;

  private final String name;
  private final int port;
  private final URI readiness;
  private final List<String> command;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private @Nullable Process process;
  private long startedNanos;

  Instance(String name, int port, int managementPort, Path log, List<String> program) {
    this.name = name;
    this.port = port;
    this.readiness =
        URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
    this.command = new ArrayList<>(program);
    this.log = log;
  }

  void with(String... arguments) {
    command.addAll(List.of(arguments));
  }

  public String name() {
    return name;
  }

  /** Port of its own HTTP interface. */
  public int port() {
    return port;
  }

  /** Starts it; what it prints is appended to its log. */
  public void start() {
    try {
      startedNanos = System.nanoTime();
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new SuiteFailure("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Waits until it says that it is ready.
   *
   * @return the time since it was started
   * @throws SuiteFailure when it ends, or is not ready within the limit
   */
  public Duration awaitReady(Duration limit) {
    while (!isReady()) {
      if (!running().isAlive() || since(startedNanos).compareTo(limit) > 0) {
        throw new SuiteFailure(
            "%s is not ready after %s (expected: within %s); it printed last:%n%s"
                .formatted(name, since(startedNanos), limit, lastLines()));
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return since(startedNanos);
  }

  /** Ends it as a crash would. */
  public void kill() {
    running().destroyForcibly().onExit().join();
  }

  /** Ends it as an orchestrator does, which gives it time to finish; twice is fine. */
  public void stop() {
    if (process == null) {
      return;
    }
    var stopping = process;
    stopping.destroy();
    var ended =
        stopping
            .onExit()
            .thenApply(_ -> true)
            .completeOnTimeout(false, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
            .join();
    if (!ended) {
      stopping.destroyForcibly();
      throw new SuiteFailure(name + " did not stop within " + STOP_LIMIT + "; see " + log);
    }
  }

  /** CPU time of all its threads since it was started. */
  public Duration cpu() {
    return running().info().totalCpuDuration().orElseThrow();
  }

  /** Memory that the process holds in RAM, in MiB; Linux only. */
  public long residentMiB() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + running().pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow(() -> new SuiteFailure("no VmRSS in /proc for " + name));
    }
  }

  private String lastLines() {
    try {
      var lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    } catch (IOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  private Process running() {
    if (process == null) {
      throw new SuiteFailure(name + " was never started");
    }
    return process;
  }

  private boolean isReady() {
    var request = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(2)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SuiteFailure("interrupted while waiting for " + name, e);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
