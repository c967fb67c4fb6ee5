package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepsTest {

  private Map<String, String> values = Settings.DEFAULTS.toMap();

  private boolean add(String code, @Nullable String below, @Nullable String threshold) {
    var steps = Steps.of(values);
    var level = Map.of("code", code, "name", code, "percentage", "5");
    var added = steps.add(level, below, threshold == null ? null : new BigDecimal(threshold));
    values = added ? steps.values() : values;
    return added;
  }

  private List<String> codes() {
    assertThat(Settings.faults(values, null)).isEmpty();
    return Settings.of(1, values).ladder().levels().stream().map(Level::code).toList();
  }

  @Test
  void levelsWithoutAThresholdStandInOrderAndAreOutOfReach() {
    add("silver", null, null);
    add("gold", null, null);
    add("bronze", "silver", null);
    add("platinum", null, null);

    assertThat(codes()).containsExactly("bronze", "silver", "gold", "platinum");
    var ladder = Settings.of(1, values).ladder();
    assertThat(ladder.reachedBy(new BigDecimal("900000000000"))).isEmpty();
    assertThat(ladder.levels()).noneMatch(level -> Steps.isReachable(level.threshold()));
  }

  @Test
  void aThresholdFindsItsPlace() {
    add("gold", null, "1000");
    add("silver", null, "0");
    add("platinum", null, null);
    add("rose", null, "2000");

    assertThat(codes()).containsExactly("silver", "gold", "rose", "platinum");
    assertThat(add("bronze", "gold", null)).as("gold is reached by turnover").isFalse();
  }

  @Test
  void aLevelKeepsItsShareWhereverItStands() {
    add("silver", null, "100");
    values.put("level.1.max_payment_share", "30");
    add("bronze", null, "0");
    add("gold", null, "1000");

    assertThat(codes()).containsExactly("bronze", "silver", "gold");
    var settings = Settings.of(1, values);
    assertThat(settings.maxSharePercent("silver")).isEqualByComparingTo("30");
    assertThat(settings.maxSharePercent("gold")).isEqualByComparingTo("100");
  }

  @Test
  void whatIsRemovedLeavesNoGap() {
    add("silver", null, "0");
    add("gold", null, "1000");
    add("platinum", null, "2000");
    var steps = Steps.of(values);
    assertThat(steps.remove("gold")).isTrue();
    assertThat(steps.remove("gold")).isFalse();
    values = steps.values();

    assertThat(codes()).containsExactly("silver", "platinum");
    assertThat(values).containsEntry("program.currency", "RUB").doesNotContainKey("level.3.code");
  }
}
