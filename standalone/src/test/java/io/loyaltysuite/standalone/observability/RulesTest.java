package io.loyaltysuite.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every alert fires when it should, only then, and somebody can act on it. */
class RulesTest {

  @Test
  void promtoolAcceptsTheRules() throws IOException, InterruptedException {
    var checked = Promtool.run("check", "rules", "rules.yml");
    assertThat(checked.status()).as(checked.output()).isZero();
  }

  @Test
  void everyAlertFiresAndStaysQuietAsItsTestsSay() throws IOException, InterruptedException {
    var tested = Promtool.run("test", "rules", "promises_test.yml", "causes_test.yml");
    assertThat(tested.status()).as(tested.output()).isZero();
  }

  @Test
  void everyAlertIsTestedBothWaysAndHasItsSectionInTheRunbook() throws IOException {
    var rules = Rules.read();
    assertThat(rules.alerts()).hasSizeGreaterThan(20);
    assertThat(rules.complaints()).isEmpty();
  }

  @Test
  void aPromiseIsMeasuredInTheSameWayOverEveryWindow() throws IOException {
    var byPromise =
        Rules.read().rules().stream()
            .filter(rule -> rule.containsKey("record"))
            .collect(
                Collectors.groupingBy(
                    rule -> Rules.text(rule, "labels"),
                    Collectors.mapping(
                        rule ->
                            Rules.text(rule, "expr")
                                .replace(
                                    "["
                                        + Rules.text(rule, "record").replaceFirst(".*_rate", "")
                                        + "]",
                                    "[window]"),
                        Collectors.toSet())));
    assertThat(byPromise).hasSize(3);
    assertThat(byPromise.values()).allSatisfy(expressions -> assertThat(expressions).hasSize(1));
  }

  @Test
  void rulesNameOnlyMetricsThatExist() throws IOException {
    var known = new HashSet<String>();
    FreshMeters.ofAllServices().values().forEach(one -> known.addAll(one.families().keySet()));
    for (var expression : Rules.read().expressions()) {
      assertThat(known).as(expression).containsAll(Rules.ownMetrics(expression));
    }
  }

  @Test
  void whatIsWrongIsFound() {
    var rule = "groups: [{name: g, rules: [{alert: Careless, expr: up == 0}]}]";
    var quiet = "tests: [{alert_rule_test: [{alertname: Careless, exp_alerts: []}]}]";
    var fired = "tests: [{alert_rule_test: [{alertname: Careless, exp_alerts: [{}]}]}]";

    assertAll(
        () ->
            assertThat(Rules.of(rule, List.of(quiet), "## Forgotten").complaints())
                .containsExactly(
                    "Careless: severity (expected: page or ticket)",
                    "Careless: no summary",
                    "Careless: no description",
                    "Careless: no section in the runbook",
                    "Careless: never seen firing",
                    "Forgotten: a section of the runbook without an alert"),
        () ->
            assertThat(Rules.of(rule, List.of(fired), "").complaints())
                .contains("Careless: never seen staying quiet"),
        () ->
            assertThat(Rules.ownMetrics("rate(gateway_x_seconds_bucket{job=\"gateway\"}[5m])"))
                .containsExactly("gateway_x_seconds"));
  }
}
