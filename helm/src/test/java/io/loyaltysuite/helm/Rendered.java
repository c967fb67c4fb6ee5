package io.loyaltysuite.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a release consists of. */
record Rendered(String text, List<JsonNode> objects) {

  private static final JsonMapper JSON = new JsonMapper();

  static Rendered of(String text) {
    var objects = new ArrayList<JsonNode>();
    for (var document : yaml().loadAll(text)) {
      if (document != null) {
        objects.add(JSON.valueToTree(document));
      }
    }
    return new Rendered(text, List.copyOf(objects));
  }

  /** One document; a key that comes twice is refused, as it never means what it says. */
  static JsonNode read(String yaml) {
    return JSON.valueToTree(yaml().load(yaml));
  }

  /** Object of that kind whose name is the release's and this one; no suffix for the bare name. */
  JsonNode the(String kind, String suffix) {
    var name = suffix.isEmpty() ? Chart.RELEASE : Chart.RELEASE + "-" + suffix;
    var found = all(kind).filter(object -> nameOf(object).equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError("%s %s: %d (expected: 1)".formatted(kind, name, found.size()));
    }
    return found.getFirst();
  }

  Stream<JsonNode> all(String kind) {
    return objects.stream().filter(object -> kindOf(object).equals(kind));
  }

  /** Specifications of every pod that the release ever starts. */
  Stream<JsonNode> pods() {
    return objects.stream()
        .map(object -> kindOf(object).equals("Pod") ? object : object.at("/spec/template"))
        .filter(pod -> pod.at("/spec/containers").isArray());
  }

  /** Settings of a service, its documents laid over each other by Spring. */
  List<JsonNode> settings(String service) {
    var file = the("ConfigMap", service).at("/data").properties().iterator().next().getValue();
    return of(file.stringValue()).objects();
  }

  static String kindOf(JsonNode object) {
    return object.path("kind").asString();
  }

  static String nameOf(JsonNode object) {
    return object.at("/metadata/name").asString();
  }

  private static Yaml yaml() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options));
  }
}
