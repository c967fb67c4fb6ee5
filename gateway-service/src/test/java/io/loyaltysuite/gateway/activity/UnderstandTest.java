package io.loyaltysuite.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.activity.Understanding.Refused;
import io.loyaltysuite.gateway.activity.Understanding.Understood;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnderstandTest {
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  @Test
  void readsAnAccrualWithEverythingCanonical() {
    var understood =
        inputs(
            "loyalty_accrue_fixed",
            Map.of(
                "contact_id", List.of("C_315"),
                "amount", List.of("1 500,50"),
                "expires_at", List.of("21.11.2026"),
                "once_per", List.of("Document"),
                "reason_comment", List.of("Бонусы за заказ №4711"),
                "card_number", List.of(""),
                "no_such_input", List.of("x")));
    assertThat(understood)
        .containsOnly(
            Map.entry("contact_id", List.of("315")),
            Map.entry("amount", List.of("1500.50")),
            Map.entry("expires_at", List.of("2026-11-21")),
            Map.entry("once_per", List.of("document")),
            Map.entry("reason_comment", List.of("Бонусы за заказ №4711")));
  }

  @Test
  void takesTheCurrencyFromCrmMoney() {
    assertThat(accrual("amount", "1500|RUB"))
        .containsEntry("amount", List.of("1500"))
        .containsEntry("currency", List.of("RUB"));
  }

  @Test
  void keepsTheCurrencyThatIsStated() {
    var inputs =
        inputs(
            "loyalty_accrue_fixed",
            Map.of("amount", List.of("1500|RUB"), "currency", List.of("rub")));
    assertThat(inputs).containsEntry("currency", List.of("RUB"));
  }

  @Test
  void refusesAnAmountInAnotherCurrencyThanStated() {
    var properties = Map.of("amount", List.of("1500|RUB"), "currency", List.of("EUR"));
    assertThat(call("loyalty_accrue_fixed", properties))
        .isEqualTo(new Refused("input_invalid", Map.of("field", "currency", "value", "EUR")));
  }

  @Test
  void refusesAmountsOfDifferentCurrencies() {
    var properties = Map.of("amount", List.of("15|RUB"), "document_sum", List.of("20|USD"));
    assertThat(call("loyalty_pay", properties))
        .isEqualTo(
            new Refused("input_invalid", Map.of("field", "document_sum", "value", "20|USD")));
  }

  @ParameterizedTest
  @CsvSource({"Y,Y", "y,Y", "1,Y", "true,Y", "Да,Y", "on,Y", "N,N", "0,N", "false,N", "нет,N"})
  void readsEverySpellingOfYesAndNo(String text, String canonical) {
    var properties = Map.of("not_found_is_error", List.of(text));
    assertThat(inputs("loyalty_card_get", properties))
        .containsEntry("not_found_is_error", List.of(canonical));
  }

  @Test
  void refusesAnotherAnswerToYesOrNo() {
    var properties = Map.of("not_found_is_error", List.of("maybe"));
    assertThat(call("loyalty_card_get", properties))
        .isEqualTo(
            new Refused("input_invalid", Map.of("field", "not_found_is_error", "value", "maybe")));
  }

  @Test
  void namesAMissingField() {
    var missing = new Refused("input_required", Map.of("field", "amount"));
    assertThat(call("loyalty_accrue_fixed", Map.of())).isEqualTo(missing);
    assertThat(call("loyalty_accrue_fixed", Map.of("amount", List.of(" ")))).isEqualTo(missing);
  }

  @Test
  void refusesAnUnknownCode() {
    assertThat(call("loyalty_accrue_bonus", Map.of()))
        .isEqualTo(
            new Refused("input_invalid", Map.of("field", "code", "value", "loyalty_accrue_bonus")));
  }

  @Test
  void treatsContactZeroAsNoContact() {
    assertThat(accrual("contact_id", "0")).doesNotContainKey("contact_id");
  }

  @Test
  void takesTheFirstValueOfAListWhereOneIsMeant() {
    var properties = Map.of("amount", List.of("", "10", "20"));
    assertThat(inputs("loyalty_accrue_fixed", properties)).containsEntry("amount", List.of("10"));
  }

  @Test
  void keepsAllValuesOfAMultipleInput() {
    var activity =
        Activity.coded("x", "x").takes(Input.of("days", InputType.DATE, "Дни", "Days").many());
    var read =
        Understand.call(activity, Map.of("days", List.of("01.02.2026", "", "2026-02-03")), MOSCOW);
    assertThat(read)
        .isEqualTo(new Understood("x", Map.of("days", List.of("2026-02-01", "2026-02-03"))));
  }

  @Test
  void shortensAWrongValueInTheSentence() {
    var refused = (Refused) call("loyalty_pay", Map.of("amount", List.of("я".repeat(5000))));
    assertThat(refused.parameters().get("value")).hasSize(101).endsWith("…");
  }

  @Test
  void refusesATextLongerThanItsField() {
    var properties = Map.of("block_reason", List.of("x".repeat(256)));
    assertThat(call("loyalty_card_block", properties))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.parameters()).containsEntry("field", "block_reason"));
  }

  @Test
  void neverFailsOnHostileTextsSeed20260102() {
    var random = new Random(20260102);
    for (int i = 0; i < 3000; i++) {
      for (Activity activity : Activities.ALL) {
        var properties = new LinkedHashMap<String, List<String>>();
        for (Input input : activity.inputs()) {
          properties.put(input.name(), List.of(HostileTexts.next(random)));
        }
        assertThat(call(activity.code(), properties)).isNotNull();
      }
    }
  }

  private static Map<String, List<String>> accrual(String name, String value) {
    var properties = new LinkedHashMap<String, List<String>>();
    properties.put("amount", List.of("10"));
    properties.put(name, List.of(value));
    return inputs("loyalty_accrue_fixed", properties);
  }

  private static Map<String, List<String>> inputs(
      String code, Map<String, List<String>> properties) {
    return ((Understood) call(code, properties)).inputs();
  }

  private static Understanding call(String code, Map<String, List<String>> properties) {
    return Understand.call(code, properties, MOSCOW);
  }
}
