package io.loyaltysuite.standalone.parts;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The Docker engine of this machine, as tests on containers see it. Nothing is ever pulled. */
public final class DockerEngine {

  /** Set where such tests must run, so that nobody takes a skipped one for a passed one. */
  static final String REQUIRED = "SUITE_CONTAINERS_REQUIRED";

  private DockerEngine() {}

  /**
   * Why tests on containers of these images cannot run here; empty when they can.
   *
   * @throws AssertionError with the reason, where they must run
   */
  public static Optional<String> lacks(String... images) {
    var reason = reason(List.of(images));
    if (reason.isPresent() && System.getenv(REQUIRED) != null) {
      throw new AssertionError(reason.get() + ", but " + REQUIRED + " is set");
    }
    return reason.map(words -> "SKIPPED, " + words);
  }

  private static Optional<String> reason(List<String> images) {
    if (!succeeds("docker", "version")) {
      return Optional.of("no Docker engine answers here");
    }
    var missing = images.stream().filter(image -> !isHere(image)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("the Docker engine lacks " + missing + ", and tests pull nothing");
  }

  private static boolean isHere(String image) {
    return succeeds("docker", "image", "inspect", image);
  }

  private static boolean succeeds(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
