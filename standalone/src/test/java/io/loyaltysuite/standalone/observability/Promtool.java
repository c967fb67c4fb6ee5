package io.loyaltysuite.standalone.observability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Prometheus's own programs, as installed on this machine. */
public final class Promtool {

  static final Path RULES = Path.of("..", "observability", "prometheus");

  private Promtool() {}

  /** How a program ended. */
  record Ended(int status, String output) {}

  /** Where a program is; without it the calling test is skipped, or fails where it must not be. */
  public static Path find(String program) {
    var found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    if (System.getenv("SUITE_PROMETHEUS_REQUIRED") == null) {
      Assumptions.assumeTrue(found.isPresent(), "skipped: there is no " + program + " on the PATH");
    }
    return found.orElseThrow(() -> new IllegalStateException("no " + program + " on the PATH"));
  }

  /** Runs promtool in the folder of the rules. */
  static Ended run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(find("promtool").toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(RULES.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
