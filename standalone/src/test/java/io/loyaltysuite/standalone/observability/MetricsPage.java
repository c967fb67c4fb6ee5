package io.loyaltysuite.standalone.observability;

import io.loyaltysuite.standalone.observability.Scrape.Family;
import io.loyaltysuite.standalone.observability.Scrape.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reference of what the services themselves measure, and the check of a scrape against it. */
public final class MetricsPage {

  /** Services and what the names of their own metrics begin with. */
  public static final List<String> SERVICES = List.of("gateway", "loyalty", "journal");

  private static final Map<String, String> TITLES =
      Map.of("gateway", "Gateway", "loyalty", "Loyalty service", "journal", "Journal");
  private static final String HEAD =
      """
      # Metrics

      Generated from the services' meters; a test fails when this page differs from them, and another one when a running
      service shows anything under its own name that is not here.

      Every service answers `GET /actuator/prometheus` at its management port. Names are as Prometheus shows them: a timer
      counts in seconds as `…_seconds_count` and `…_seconds_sum`, its slowest lately is the gauge `…_seconds_max`, and where
      limits are named below there is a `…_seconds_bucket` for each. Every series exists from the start, at 0. Tags have the
      values named here and no others: portals, cards and events are never tags; look for them in the journal. Figures taken
      from a database are those of all instances together: take the `max` over instances, not the `sum`.

      Next to their own, services show what their libraries measure: the JVM (`jvm_…`, `process_…`, `system_…`), HTTP
      (`http_server_requests_…`), the connection pool (`hikaricp_…`) and Kafka clients (`kafka_producer_…`,
      `kafka_consumer_…`; those of single partitions and brokers are left out). Rules and dashboards expect the job labels
      `gateway`, `loyalty` and `journal`.
      """;

  private MetricsPage() {}

  /** Writes the page from scrapes of meters on which nothing was recorded. */
  public static String render(Map<String, Scrape> fresh) {
    var page = new StringBuilder(HEAD);
    for (var service : SERVICES) {
      page.append("\n## ").append(TITLES.get(service)).append('\n');
      page.append("\n| metric | type | unit | tags | meaning |\n|---|---|---|---|---|\n");
      own(service, Objects.requireNonNull(fresh.get(service)))
          .forEach(family -> page.append(row(family)));
    }
    return page.toString();
  }

  /** What a running service shows under its own name and fresh meters do not, or the other way. */
  public static List<String> differences(String service, Scrape fresh, Scrape running) {
    var expected = series(service, fresh);
    var found = series(service, running);
    var differences = new ArrayList<String>();
    found.stream()
        .filter(one -> !expected.contains(one))
        .map("undocumented: "::concat)
        .forEach(differences::add);
    expected.stream()
        .filter(one -> !found.contains(one))
        .map("missing: "::concat)
        .forEach(differences::add);
    return differences;
  }

  private static Set<String> series(String service, Scrape scrape) {
    return own(service, scrape).stream()
        .flatMap(family -> family.samples().stream())
        .map(sample -> sample.name() + sample.labels())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Family> own(String service, Scrape scrape) {
    return scrape.families().values().stream()
        .filter(family -> family.name().startsWith(service + "_"))
        .toList();
  }

  /** The slowest of a timer has its line with the timer. */
  private static String row(Family family) {
    if (family.name().endsWith("_max")) {
      return "";
    }
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            family.name(), family.type(), unit(family.name()), tags(family), meaning(family));
  }

  private static String unit(String name) {
    var base =
        name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
    for (var unit : List.of("seconds", "bytes", "offsets")) {
      if (base.endsWith("_" + unit)) {
        return unit;
      }
    }
    return "";
  }

  private static String tags(Family family) {
    var values = new TreeMap<String, Set<String>>();
    for (Sample sample : family.samples()) {
      sample
          .labels()
          .forEach((name, value) -> values.computeIfAbsent(name, _ -> new TreeSet<>()).add(value));
    }
    values.remove("le");
    return values.entrySet().stream()
        .map(tag -> "`%s`: %s".formatted(tag.getKey(), String.join(", ", tag.getValue())))
        .collect(Collectors.joining("; "));
  }

  private static String meaning(Family family) {
    var limits =
        family.samples().stream()
            .map(sample -> sample.labels().getOrDefault("le", "+Inf"))
            .filter(limit -> !limit.equals("+Inf"))
            .distinct()
            .toList();
    return limits.isEmpty()
        ? family.help()
        : family.help() + "; limits: " + String.join(", ", limits);
  }
}
