package io.loyaltysuite.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** The command line behind {@code ./suite bench}. */
@Command(
    name = "suite bench",
    mixinStandardHelpOptions = true,
    description = "Measures the suite on this machine.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {Footprint.class, Chain.class})
public final class Bench {

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

  static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }

  /** The last line, for programs. */
  static void result(Map<String, ?> result) {
    System.out.println(JsonMapper.shared().writeValueAsString(result));
  }
}
