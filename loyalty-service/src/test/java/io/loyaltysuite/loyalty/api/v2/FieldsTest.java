package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.loyalty.card.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  /** Ten characters that would become a text of a gigabyte. */
  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1E-999999999", "12345e300"})
  void refusesANumberThatIsShortOnlyByItsExponent(String number) {
    var body = Fields.of("{\"amount\":" + number + "}");
    assertThatThrownBy(() -> body.text("amount"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.rejection()).isEqualTo(Rejection.INPUT_INVALID);
              assertThat(refusal.field()).isEqualTo("amount");
            });
  }

  @Test
  void readsNumbersInAnyNotation() {
    var body = Fields.of("{\"a\":1.5e3,\"b\":99.951,\"c\":7,\"d\":25e-1}");
    assertThat(body.number("a")).isEqualTo("1500");
    assertThat(body.number("b")).isEqualTo("99.951");
    assertThat(body.number("c")).isEqualTo("7");
    assertThat(body.number("d")).isEqualTo("2.5");
  }
}
