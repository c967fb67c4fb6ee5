package io.loyaltysuite.simulator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.PropertyDefinition;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnValuesTest {

  private static final List<PropertyDefinition> DECLARED =
      List.of(
          definition("balance", "double"),
          definition("at", "datetime"),
          definition("day", "date"),
          definition("tags", "string"));

  private static PropertyDefinition definition(String name, String type) {
    return new PropertyDefinition(name, type, false, Php.NULL);
  }

  @Test
  void namesMatchInAnyLetterCaseAndUnknownOnesAreDropped() {
    ReturnValues values = take(Map.of("BALANCE", "1.5", "other", "x"));

    assertThat(values.stored()).isEqualTo(Map.of("balance", "1.5"));
    assertThat(values.dropped()).containsExactly("other");
  }

  @ParameterizedTest
  @CsvSource({
    "21.11.2026 18:05:33, 21.11.2026 18:05:33",
    "2026-11-21T18:05:33+03:00, 21.11.2026 18:05:33",
    "2026-11-21T15:05:33Z, 21.11.2026 18:05:33",
    "1795273533, 21.11.2026 18:05:33",
    "soon, soon"
  })
  void datesComeInSeveralForms(String sent, String stored) {
    assertThat(take(Map.of("at", sent)).stored()).isEqualTo(Map.of("at", stored));
  }

  @Test
  void onlyTextsBecomeDates() {
    assertThat(take(Map.of("at", 1795273533)).stored()).isEqualTo(Map.of("at", 1795273533));
    assertThat(take(Map.of("day", "2026-11-21")).stored()).isEqualTo(Map.of("day", "21.11.2026"));
  }

  @Test
  void falsyValuesAndListsAreStoredAsTheyAre() {
    assertThat(take(Map.of("at", "", "tags", List.of("a", "b"))).stored())
        .isEqualTo(Map.of("at", "", "tags", List.of("a", "b")));
  }

  private static ReturnValues take(Map<String, ?> sent) {
    return ReturnValues.of(
        Php.normalMap(sent), DECLARED, new SiteDates(ZoneId.of("Europe/Moscow")));
  }
}
