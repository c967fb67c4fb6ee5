package io.loyaltysuite.simulator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.PropertyDefinition;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireValueTest {

  @Test
  void anEmptyScalarKeepsItsKeyAndAnEmptyMultipleLosesIt() {
    assertThat(wire("string", false, Php.NULL)).isEqualTo("");
    assertThat(wire("string", true, Php.NULL)).isEqualTo(Map.of());
    assertThat(wire("string", true, List.of())).isEqualTo(Map.of());
  }

  @Test
  void aMultipleIsAlwaysAList() {
    assertThat(wire("user", true, "user_16")).isEqualTo(Map.of("0", "user_16"));
    assertThat(wire("int", true, List.of(1, 2))).isEqualTo(Map.of("0", 1, "1", 2));
    assertThat(wire("string", true, Map.of("a", "b"))).isEqualTo(Map.of("0", Map.of("a", "b")));
  }

  @Test
  void aFalsyValueOfAMultipleIsSentAsItIs() {
    assertThat(wire("int", true, 0)).isEqualTo(0);
    assertThat(wire("string", true, "")).isEqualTo("");
  }

  @Test
  void aSingleTextTakesTheFirstElementAndOtherTypesTheList() {
    assertThat(wire("string", false, List.of("a", "b"))).isEqualTo("a");
    assertThat(wire("int", false, List.of(1, 2))).isEqualTo(Map.of("0", 1, "1", 2));
  }

  @Test
  void typesHaveThePortalsTexts() {
    assertThat(wire("bool", false, true)).isEqualTo("Y");
    assertThat(wire("bool", false, false)).isEqualTo("N");
    assertThat(wire("user", false, 16)).isEqualTo("user_16");
    assertThat(wire("date", false, LocalDate.of(2026, 11, 21))).isEqualTo("21.11.2026");
    assertThat(wire("datetime", false, LocalDateTime.of(2026, 11, 21, 18, 5, 33)))
        .isEqualTo("21.11.2026 18:05:33");
  }

  private static Object wire(String type, boolean multiple, Object value) {
    return WireValue.of(
        new PropertyDefinition("p", type, multiple, Php.NULL),
        value,
        new SiteDates(ZoneId.of("Europe/Moscow")));
  }
}
