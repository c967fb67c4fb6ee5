package io.loyaltysuite.standalone.parts;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Child processes that may outlive this JVM: when it is killed they go on, and the next one finds
 * them by pid and start time.
 */
final class Children {

  /** A clock may have been set a little since; a process number is not used again that fast. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private Children() {}

  /**
   * Starts a program with its output appended to {@code log}. It leads a session of its own, so
   * that Ctrl-C in the terminal reaches only us, and we stop the parts in order.
   */
  static ProcessHandle spawn(List<String> command, Map<String, String> environment, Path log) {
    var builder =
        new ProcessBuilder(inOwnSession(command))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return builder.start().toHandle();
    } catch (IOException e) {
      throw new PartFailed("cannot start " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  /** Runs a program to its end and returns what it printed; throws if it fails. */
  static String run(List<String> command) {
    try {
      return output(new ProcessBuilder(command).redirectErrorStream(true).start(), command);
    } catch (IOException e) {
      throw new PartFailed("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted while running " + command.getFirst(), e);
    }
  }

  private static String output(Process process, List<String> command)
      throws IOException, InterruptedException {
    try {
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new PartFailed(String.join(" ", command) + " failed:\n" + output.strip());
      }
      return output;
    } finally {
      process.destroy();
    }
  }

  static boolean runs(List<String> command) {
    try {
      run(command);
      return true;
    } catch (PartFailed _) {
      return false;
    }
  }

  /** The process with this number, if it is still the one that began at {@code started}. */
  static Optional<ProcessHandle> find(long pid, Instant started) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> beganAt(process, started));
  }

  private static boolean beganAt(ProcessHandle process, Instant started) {
    return process
        .info()
        .startInstant()
        .map(at -> Duration.between(at, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
        .orElse(true);
  }

  /** Sends a signal by name; a process that is gone already is fine. */
  static void signal(ProcessHandle process, String name) {
    runs(List.of("sh", "-c", "kill -" + name + " " + process.pid()));
  }

  /** Waits for the end of a process, interrupted or not; false when it outlives the limit. */
  static boolean awaitExit(ProcessHandle process, Duration limit) {
    return process
        .onExit()
        .thenApply(_ -> true)
        .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static List<String> inOwnSession(List<String> command) {
    var whole = new ArrayList<String>();
    if (isOnPath("setsid")) {
      whole.add("setsid");
    } else if (isOnPath("perl")) {
      whole.addAll(List.of("perl", "-MPOSIX", "-e", "setsid(); exec @ARGV"));
    }
    whole.addAll(command);
    return whole;
  }

  private static boolean isOnPath(String program) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    for (var folder : path.split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
