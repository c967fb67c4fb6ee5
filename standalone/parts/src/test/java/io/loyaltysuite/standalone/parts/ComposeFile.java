package io.loyaltysuite.standalone.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** The repository's docker-compose.yml: the contracts are checked with its settings. */
final class ComposeFile {

  private static final Path FILE = Path.of("../../docker-compose.yml");

  private ComposeFile() {}

  /** The image of a service, as it is when nobody chooses another. */
  static String image(String service) {
    var image = Objects.requireNonNull(service(service).get("image"));
    return image.toString().replaceAll("\\$\\{\\w+:-(.*)}", "$1");
  }

  /** The environment of a service; what it takes from the secrets is left out. */
  static Map<String, String> environment(String service) {
    var environment = new LinkedHashMap<String, String>();
    var written = (Map<?, ?>) Objects.requireNonNull(service(service).get("environment"));
    written.forEach((name, value) -> environment.put(name.toString(), value.toString()));
    environment.values().removeIf(value -> value.contains("${"));
    return environment;
  }

  private static Map<?, ?> service(String name) {
    try (var in = Files.newBufferedReader(FILE)) {
      Map<String, Map<String, Map<?, ?>>> file = new Yaml().load(in);
      var services = Objects.requireNonNull(file.get("services"));
      return Objects.requireNonNull(services.get(name), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
