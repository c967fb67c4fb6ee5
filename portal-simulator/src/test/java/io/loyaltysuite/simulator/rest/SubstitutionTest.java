package io.loyaltysuite.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubstitutionTest {

  private final Substitution substitution =
      new Substitution(
          Map.of(
              "result",
                  Php.normalMap(
                      Map.of(
                          "card", Map.of("number", "77", "tags", List.of("a", "b")), "yes", true)),
              "total", Map.of("list", 3)));

  @Test
  void replacesAnEarlierResultInsideAText() {
    assertThat(in("№ $result[card][number] ok")).isEqualTo("№ 77 ok");
    assertThat(in("$RESULT[card][number] and $total[list] more")).isEqualTo("77 and 3 more");
  }

  @Test
  void aWholeValueBecomesTheResultWithItsType() {
    assertThat(in("$result[card][tags]")).isEqualTo(Map.of("0", "a", "1", "b"));
    assertThat(in("$result[yes]")).isEqualTo(true);
  }

  @Test
  void whatCannotBeResolvedStaysInsideAText() {
    assertThat(in("see $result[none][x] there")).isEqualTo("see $result[none][x] there");
    assertThat(in("list $result[card][tags] here")).isEqualTo("list $result[card][tags] here");
  }

  @Test
  void aWholeValueThatCannotBeResolvedIsLost() {
    assertThat(in("$result[none]")).isEqualTo(Php.NULL);
    assertThat(in("$result[card][nothing]")).isInstanceOf(Map.class);
  }

  @Test
  void otherDollarsAreLeftAlone() {
    assertThat(in("costs $5 [net]")).isEqualTo("costs $5 [net]");
  }

  @Test
  void reachesIntoNestedParameters() {
    assertThat(substitution.in(Map.of("a", Map.of("b", "$result[card][number]"))))
        .isEqualTo(Map.of("a", Map.of("b", "77")));
  }

  private Object in(String text) {
    return substitution.in(Map.of("x", text)).getOrDefault("x", Php.NULL);
  }
}
