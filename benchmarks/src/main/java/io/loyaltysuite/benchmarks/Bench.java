package io.loyaltysuite.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** The command line behind {@code ./suite bench}. */
@Command(
    name = "suite bench",
    mixinStandardHelpOptions = true,
    description = "Measures the suite on this machine.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {Footprint.class, Chain.class, Loyalty.class, Webhook.class})
public final class Bench {

  private static final Duration STEP = Duration.ofMillis(50);

  private Bench() {}

  public static void main(String... args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  /** Where the suite's sources and what was built from them are. */
  static Path root() {
    return Path.of(System.getProperty("suite.root", ""));
  }

  /** An empty folder for one run. */
  static Path folder(String name) {
    var folder = root().resolve("benchmarks/target").resolve(name);
    try {
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder + " empty", e);
    }
  }

  /** Asks until there is an answer. */
  static <T> T await(Duration limit, Supplier<Optional<T>> question) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      var answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing after " + limit);
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }

  /** The last line, for programs. */
  static void result(Map<String, ?> result) {
    System.out.println(JsonMapper.shared().writeValueAsString(result));
  }
}
