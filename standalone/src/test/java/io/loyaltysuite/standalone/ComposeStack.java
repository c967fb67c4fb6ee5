package io.loyaltysuite.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.standalone.parts.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The containers of docker-compose.yml as a project of its own: own data, ports, images and
 * secrets, all of which are removed at the end.
 */
final class ComposeStack implements AutoCloseable {

  static final String GATEWAY = "gateway";
  static final String LOYALTY = "loyalty";
  static final String JOURNAL = "journal";
  static final String PORTAL = "portal-simulator";

  private static final Path ROOT =
      Path.of(System.getProperty("suite.target")).resolve("../..").normalize();
  private static final String PROJECT = "suite-test";
  private static final String PREFIX = "suite-test/";
  private static final String TAG = "test";
  private static final String LAST_WORDS = "30";

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** Draws the secrets, as a user does, and clears away what a killed test has left. */
  ComposeStack(Path folder) {
    this.folder = folder;
    environment.put("PROGRAM", "given");
    environment.put("IMAGE_PREFIX", PREFIX);
    environment.put("SUITE_VERSION", TAG);
    for (var door : List.of("GATEWAY", "LOYALTY", "JOURNAL")) {
      environment.put(door + "_PORT", Integer.toString(Ports.free()));
      environment.put(door + "_MANAGEMENT_PORT", Integer.toString(Ports.free()));
    }
    environment.put("PROMETHEUS_PORT", Integer.toString(Ports.free()));
    drawSecrets();
    removeAll();
  }

  private void drawSecrets() {
    try {
      var launcher = Files.copy(ROOT.resolve("suite"), folder.resolve("suite"));
      run(List.of("bash", launcher.toString(), "compose-env", "--demo"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts everything, or fails with the last words of every container. */
  void up() {
    try {
      compose("up", "--detach", "--wait");
    } catch (AssertionError e) {
      throw new AssertionError(
          compose("ps", "--all") + compose("logs", "--no-color", "--tail", LAST_WORDS), e);
    }
  }

  /** Runs docker compose and returns what it said; any failure fails the test. */
  String compose(String... arguments) {
    var command =
        new ArrayList<>(List.of("docker", "compose", "--project-name", PROJECT, "--file"));
    command.add(ROOT.resolve("docker-compose.yml").toString());
    command.addAll(List.of("--env-file", folder.resolve(".env").toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** What the log of a service says since its container was made. */
  String log(String service) {
    return compose("logs", "--no-log-prefix", service);
  }

  /** Runs a program in the container of a service and returns what it said. */
  String in(String service, String... program) {
    var arguments = new ArrayList<>(List.of("exec", "-T", service));
    arguments.addAll(List.of(program));
    return compose(arguments.toArray(String[]::new));
  }

  /** What Docker knows about the container of a service, by a template. */
  String inspect(String service, String template) {
    var container = compose("ps", "--quiet", service).strip();
    return run(List.of("docker", "inspect", "--format", template, container)).strip();
  }

  int port(String name) {
    return Integer.parseInt(requireNonNull(environment.get(name), name));
  }

  String secret(String name) {
    try (var lines = Files.lines(folder.resolve(".env"))) {
      return lines
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes containers, networks, data and images. */
  @Override
  public void close() {
    removeAll();
    for (var service : List.of(GATEWAY, LOYALTY, JOURNAL, PORTAL)) {
      run(List.of("docker", "image", "rm", "--force", PREFIX + service + ":" + TAG));
    }
  }

  private void removeAll() {
    compose("down", "--volumes", "--remove-orphans");
  }

  private String run(List<String> command) {
    try {
      var output = folder.resolve("output");
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      var status = builder.start().waitFor();
      var said = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(status).as(String.join(" ", command) + "\n" + said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
