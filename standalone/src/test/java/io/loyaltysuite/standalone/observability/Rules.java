package io.loyaltysuite.standalone.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The rules, their tests and the runbook as texts, and what is wrong with them. Pure. */
public record Rules(
    List<Map<String, Object>> rules, List<Map<String, Object>> tests, Set<String> sections) {

  private static final Pattern OWN =
      Pattern.compile("(?<![\\w-])(?:gateway|loyalty|journal)_[a-z_]+");
  private static final Pattern FOREIGN =
      Pattern.compile("\\b(?:up|(?:kafka|hikaricp|jvm|spring_cloud)_[a-z_]+)\\b(?=[{\\[)])");

  /** For each metric that a rule names, a query that has an answer when it is there. */
  public static List<Dashboards.Query> metrics() {
    try {
      return read().expressions().stream()
          .flatMap(Rules::foreignMetrics)
          .distinct()
          .map(name -> new Dashboards.Query("rules", "count(" + name + ")"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> foreignMetrics(String expression) {
    return FOREIGN.matcher(expression).results().map(MatchResult::group);
  }

  static Rules read() throws IOException {
    var tests = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(Promtool.RULES, "*_test.yml")) {
      for (Path file : files) {
        tests.add(Files.readString(file));
      }
    }
    return of(
        Files.readString(Promtool.RULES.resolve("rules.yml")),
        tests,
        Files.readString(Path.of("..", "docs", "runbook.md")));
  }

  static Rules of(String rules, List<String> tests, String runbook) {
    return new Rules(
        list(yaml(rules), "groups").stream()
            .flatMap(group -> list(group, "rules").stream())
            .toList(),
        tests.stream().flatMap(test -> list(yaml(test), "tests").stream()).toList(),
        runbook
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  List<Map<String, Object>> alerts() {
    return rules.stream().filter(rule -> rule.containsKey("alert")).toList();
  }

  List<String> expressions() {
    return rules.stream().map(rule -> text(rule, "expr")).toList();
  }

  /** Metrics of our own that an expression names, as families: without what a histogram adds. */
  static Set<String> ownMetrics(String expression) {
    return OWN.matcher(expression)
        .results()
        .map(match -> match.group().replaceFirst("_(bucket|count|sum)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Alerts that nobody could act on, or that nobody has seen firing and staying quiet. */
  List<String> complaints() {
    var complaints = new ArrayList<String>();
    var names = new TreeSet<String>();
    for (var alert : alerts()) {
      var name = text(alert, "alert");
      names.add(name);
      var annotations = map(alert, "annotations");
      if (!Set.of("page", "ticket").contains(text(map(alert, "labels"), "severity"))) {
        complaints.add(name + ": severity (expected: page or ticket)");
      }
      for (var annotation : List.of("summary", "description")) {
        if (text(annotations, annotation).isBlank()) {
          complaints.add(name + ": no " + annotation);
        }
      }
      if (!text(annotations, "runbook_url")
              .equals("docs/runbook.md#" + name.toLowerCase(Locale.ROOT))
          || !sections.contains(name)) {
        complaints.add(name + ": no section in the runbook");
      }
      complaints.addAll(untested(name));
    }
    sections.stream()
        .filter(section -> !names.contains(section))
        .map(section -> section + ": a section of the runbook without an alert")
        .forEach(complaints::add);
    return complaints;
  }

  private List<String> untested(String alert) {
    var expected =
        tests.stream()
            .flatMap(test -> list(test, "alert_rule_test").stream())
            .filter(test -> text(test, "alertname").equals(alert))
            .map(test -> list(test, "exp_alerts"))
            .toList();
    var complaints = new ArrayList<String>();
    if (expected.stream().allMatch(List::isEmpty)) {
      complaints.add(alert + ": never seen firing");
    }
    if (expected.stream().noneMatch(List::isEmpty)) {
      complaints.add(alert + ": never seen staying quiet");
    }
    return complaints;
  }

  static String text(Map<String, Object> map, String key) {
    return String.valueOf(map.getOrDefault(key, ""));
  }

  private static Map<String, Object> yaml(String text) {
    return new Yaml().load(text);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> map, String key) {
    return (List<Map<String, Object>>) map.getOrDefault(key, List.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> map, String key) {
    return (Map<String, Object>) map.getOrDefault(key, Map.of());
  }
}
