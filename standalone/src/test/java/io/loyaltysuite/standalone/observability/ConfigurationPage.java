package io.loyaltysuite.standalone.observability;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference of settings, from what the compiler wrote down about them. */
final class ConfigurationPage {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final Map<String, String> TITLES =
      Map.of("gateway", "Gateway", "loyalty", "Loyalty service", "journal", "Journal");
  private static final String HEAD =
      """
      # Configuration

      Generated from the records annotated `@ConfigurationProperties`; a test fails when this page differs from them.

      A setting is given on the command line (`--gateway.webhook.max-body=1MB`), by environment
      (`GATEWAY_WEBHOOK_MAXBODY=1MB`: capitals, dots become underscores, dashes go), or in a file named by
      `SPRING_CONFIG_ADDITIONAL_LOCATION`. Durations are written as `500ms`, `30s`, `15m`, `3d`, sizes as `64KB`, `2MB`. A value
      that a service cannot live with stops its start with a sentence that names it.

      Below its own settings, each service lists what it presets of Spring Boot's; those can be changed in the same way.
      """;

  private ConfigurationPage() {}

  static String render() {
    var page = new StringBuilder(HEAD);
    for (var service : MetricsPage.SERVICES) {
      page.append("\n## ").append(TITLES.get(service)).append('\n');
      page.append(own(service)).append(preset(service));
    }
    return page.toString();
  }

  private static String own(String service) {
    var metadata = metadata(service);
    var groups = new TreeMap<String, String>();
    metadata
        .path("groups")
        .forEach(
            group ->
                groups.put(group.path("name").asString(), group.path("description").asString("")));
    var text = new StringBuilder();
    groups.forEach(
        (group, meaning) -> {
          var rows = rows(metadata, group, groups.keySet());
          if (!rows.isEmpty()) {
            text.append("\n### `").append(group).append("`\n\n");
            text.append(meaning.isEmpty() ? "" : meaning + "\n\n");
            text.append("| setting | type | default | meaning |\n|---|---|---|---|\n").append(rows);
          }
        });
    return text.toString();
  }

  private static String rows(JsonNode metadata, String group, Set<String> groups) {
    var rows = new TreeMap<String, String>();
    for (var property : metadata.path("properties")) {
      var name = property.path("name").asString();
      if (groupOf(name, groups).equals(group)) {
        rows.put(
            name,
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    name,
                    type(property.path("type").asString()),
                    defaultOf(property),
                    cell(property.path("description").asString(""))));
      }
    }
    return String.join("", rows.values());
  }

  private static String groupOf(String name, Set<String> groups) {
    return groups.stream()
        .filter(group -> name.startsWith(group + "."))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow(() -> new IllegalStateException(name + " belongs to no group"));
  }

  private static String type(String type) {
    return cell(type.replaceAll("[a-z]+(\\.[a-z]+)*\\.(?=[A-Z])", "").replace('$', '.'));
  }

  private static String defaultOf(JsonNode property) {
    var value = property.path("defaultValue");
    if (value.isMissingNode() || value.isNull()) {
      return isRequired(property) ? "**required**" : "";
    }
    return "`" + value.asString() + "`";
  }

  /** The compiler's notes do not tell; the record does. */
  private static boolean isRequired(JsonNode property) {
    var name = property.path("name").asString();
    var last = name.substring(name.lastIndexOf('.') + 1).replace("-", "");
    try {
      return Stream.of(Class.forName(property.path("sourceType").asString()).getRecordComponents())
          .filter(component -> component.getName().equalsIgnoreCase(last))
          .map(RecordComponent::getAccessor)
          .anyMatch(
              setting ->
                  setting.isAnnotationPresent(NotNull.class)
                      || setting.isAnnotationPresent(NotBlank.class)
                      || setting.isAnnotationPresent(NotEmpty.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
  }

  private static String preset(String service) {
    var rows =
        presets(service).entrySet().stream()
            .map(one -> "| `%s` | `%s` |\n".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining());
    return "\n### Preset by `" + service + ".yml`\n\n| setting | value |\n|---|---|\n" + rows;
  }

  private static Map<String, String> presets(String service) {
    var presets = new TreeMap<String, String>();
    try {
      for (var source :
          new YamlPropertySourceLoader().load(service, new ClassPathResource(service + ".yml"))) {
        for (var name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
          presets.put(name, String.valueOf(source.getProperty(name)));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return presets;
  }

  /** The compiler's notes about the module that has the service's own packages. */
  private static JsonNode metadata(String service) {
    var found =
        metadata().stream()
            .filter(
                notes ->
                    notes
                        .path("groups")
                        .path(0)
                        .path("sourceType")
                        .asString("")
                        .startsWith("io.loyaltysuite." + service + "."))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          service + " has notes in " + found.size() + " places (expected: 1)");
    }
    return found.getFirst();
  }

  private static List<JsonNode> metadata() {
    try {
      var all = new ArrayList<JsonNode>();
      for (URL url : Collections.list(ClassLoader.getSystemResources(METADATA))) {
        try (InputStream in = url.openStream()) {
          all.add(JsonMapper.shared().readTree(in));
        }
      }
      return all;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
