package io.loyaltysuite.gateway.activity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  @Test
  void describesAFieldWithItsDocumentExpression() {
    assertThat(property("loyalty_accrue_fixed", "contact_id", "ru"))
        .isEqualTo(
            Map.of(
                "Name", Map.of("ru", "Контакт CRM", "en", "CRM contact"),
                "Type", "int",
                "Required", "N",
                "Multiple", "N",
                "Default", "{=Document:CONTACT_ID}"));
  }

  @Test
  void marksWhatIsRequired() {
    assertThat(property("loyalty_card_block", "block_reason", "ru")).containsEntry("Required", "Y");
  }

  @Test
  void titlesOptionsInTheLanguageOfThePortal() {
    assertThat(property("loyalty_pay", "mode", "ru").get("Options"))
        .isEqualTo(Map.of("exact", "Ровно указанную сумму", "up_to", "Сколько получится"));
    assertThat(property("loyalty_pay", "mode", "en").get("Options"))
        .isEqualTo(Map.of("exact", "Exactly the amount", "up_to", "As much as possible"));
  }

  @Test
  void registersTheListOfResultsAsMultiple() {
    var outputs = properties("loyalty_pay", "RETURN_PROPERTIES", "ru");
    assertThat(outputs.get("activity_return_result"))
        .isEqualTo(
            Map.of(
                "Name", Map.of("ru", "Все результаты", "en", "All results"),
                "Type", "string",
                "Multiple", "Y"));
  }

  @SuppressWarnings("unchecked") // The parameters are JSON in the making.
  private static Map<String, Object> property(String code, String name, String language) {
    return (Map<String, Object>) requireNonNull(properties(code, "PROPERTIES", language).get(name));
  }

  @SuppressWarnings("unchecked") // The parameters are JSON in the making.
  private static Map<String, Object> properties(String code, String group, String language) {
    var activity = Activities.find(code).orElseThrow();
    var handler = URI.create("https://gw.example.ru/b24/webhook");
    return (Map<String, Object>)
        requireNonNull(Registration.parameters(activity, handler, 1, language).get(group));
  }
}
