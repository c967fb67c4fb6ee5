package io.loyaltysuite.simulator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionsTest {

  private static final Facts FACTS =
      new Facts(
          Document.deal(4711).with(Map.of("OPPORTUNITY", "1500.50|RUB")),
          Map.of("n", 7),
          Map.of("A1", Php.normalMap(Map.of("result_card", "77", "tags", List.of("a", "b")))));

  @Test
  void readDocumentParametersAndOutputs() {
    assertThat(evaluate("{=Document:OPPORTUNITY}")).isEqualTo("1500.50|RUB");
    assertThat(evaluate("{=Document:ID}")).isEqualTo("DEAL_4711");
    assertThat(evaluate("{=Template:n}")).isEqualTo(7);
    assertThat(evaluate("{=A1:RESULT_CARD}")).isEqualTo("77");
  }

  @Test
  void insideATextTheyBecomeText() {
    assertThat(evaluate("card {=A1:result_card} of {=Template:n}: {=A1:tags}"))
        .isEqualTo("card 77 of 7: a, b");
  }

  @Test
  void whatDoesNotExistIsNull() {
    assertThat(evaluate("{=A9:x}")).isEqualTo(Php.NULL);
    assertThat(evaluate("<{=Document:NONE}>")).isEqualTo("<>");
  }

  @Test
  void listsAreEvaluatedElementByElement() {
    assertThat(evaluate(Map.of("0", "{=Template:n}", "1", "x")))
        .isEqualTo(Map.of("0", 7, "1", "x"));
  }

  @Test
  void userTextWithDollarsAndBracesIsLeftAlone() {
    assertThat(evaluate("a {b} $1 {=no")).isEqualTo("a {b} $1 {=no");
  }

  private static Object evaluate(Object value) {
    return Expressions.evaluate(value, FACTS);
  }
}
