package io.loyaltysuite.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Does what a node does for a pod: lays out the files of its volumes, below a folder instead of
 * /etc/loyalty-suite.
 *
 * @param secrets content by {@code name/key}; one that the chart asks for and that is not there
 *     fails, as it would keep a pod from starting
 */
record Mounts(Path folder, Map<String, byte[]> secrets) {

  /** Argument that makes a service read its settings there. */
  String lay(Rendered rendered, JsonNode pod) throws IOException {
    for (var mount : pod.at("/spec/containers/0/volumeMounts")) {
      var path = mount.path("mountPath").asString();
      if (path.startsWith("/etc/loyalty-suite/")) {
        var target = Files.createDirectories(Path.of(moved(path)));
        lay(rendered, volume(pod, mount.path("name").asString()), target);
      }
    }
    var location = pod.at("/spec/containers/0/env/0/value").asString();
    return "--spring.config.additional-location=" + moved(location);
  }

  private void lay(Rendered rendered, JsonNode volume, Path target) throws IOException {
    var configMap = volume.at("/configMap/name").asString("");
    if (!configMap.isEmpty()) {
      var suffix = configMap.substring(Chart.RELEASE.length() + 1);
      for (var file : rendered.the("ConfigMap", suffix).path("data").properties()) {
        Files.writeString(target.resolve(file.getKey()), moved(file.getValue().asString()));
      }
    }
    for (var source : volume.at("/projected/sources")) {
      for (var item : source.at("/secret/items")) {
        var name = source.at("/secret/name").asString() + "/" + item.path("key").asString();
        var content = Objects.requireNonNull(secrets.get(name), () -> "no secret " + name);
        Files.write(target.resolve(item.path("path").asString()), content);
      }
    }
  }

  private String moved(String text) {
    return text.replace("/etc/loyalty-suite", folder.toString());
  }

  private static JsonNode volume(JsonNode pod, String name) {
    for (var volume : pod.at("/spec/volumes")) {
      if (volume.path("name").asString().equals(name)) {
        return volume;
      }
    }
    throw new AssertionError("no volume " + name);
  }
}
