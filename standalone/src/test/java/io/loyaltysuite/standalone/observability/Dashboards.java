package io.loyaltysuite.standalone.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboards ask Prometheus. */
public final class Dashboards {

  private static final Path FOLDER = Path.of("..", "observability", "grafana");

  private Dashboards() {}

  /** A query with where it stands; variables that Grafana fills in are filled in. */
  public record Query(String place, String expression) {}

  /** Every query of every panel. */
  public static List<Query> queries() {
    var queries = new ArrayList<Query>();
    for (var dashboard : all()) {
      for (var panel : dashboard.path("panels")) {
        for (var target : panel.path("targets")) {
          var place = dashboard.path("title").asString() + ", " + panel.path("title").asString();
          queries.add(new Query(place, filled(target.path("expr").asString())));
        }
      }
    }
    return queries;
  }

  static List<JsonNode> all() {
    try (var files = Files.newDirectoryStream(FOLDER, "*.json")) {
      var all = new ArrayList<JsonNode>();
      for (Path file : files) {
        all.add(JsonMapper.shared().readTree(Files.readString(file)));
      }
      return all;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String filled(String expression) {
    return expression.replace("$__rate_interval", "1m");
  }
}
