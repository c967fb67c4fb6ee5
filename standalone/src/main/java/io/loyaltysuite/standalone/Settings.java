package io.loyaltysuite.standalone;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a standalone suite can be told. */
final class Settings {

  @Option(
      names = "--data",
      defaultValue = Home.DEFAULT_FOLDER,
      paramLabel = "FOLDER",
      description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
  Path data = Path.of(Home.DEFAULT_FOLDER);

  @Option(
      names = "--without-registry",
      description =
          "Do not start the schema registry: services run on the ids they remember, as they do"
              + " when it is away.")
  boolean withoutRegistry;

  @Option(
      names = "--partitions",
      defaultValue = "12",
      description = "Partitions of topics made at the first start (default: ${DEFAULT-VALUE}).")
  int partitions;

  @Mixin Doors doors = new Doors();

  private final Map<String, String> ofServices = new LinkedHashMap<>();

  /** Settings of the services, by their names. */
  Map<String, String> ofServices() {
    return ofServices;
  }

  /**
   * Takes what is no option of ours as settings of the services, each as {@code --name=value}.
   *
   * @throws SuiteFailure naming an argument that is none
   */
  Settings withServices(List<String> others) {
    for (var other : others) {
      var equals = other.indexOf('=');
      if (!other.startsWith("--") || equals < 0) {
        throw new SuiteFailure(
            "unknown argument: " + other + " (expected: an option, or a service's --name=value)");
      }
      ofServices.put(other.substring(2, equals), other.substring(equals + 1));
    }
    return this;
  }
}
