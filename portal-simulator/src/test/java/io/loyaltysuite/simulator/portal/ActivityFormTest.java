package io.loyaltysuite.simulator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.ActivityForm.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivityFormTest {

  private static final String INVALID = "ERROR_ACTIVITY_VALIDATION_FAILURE";

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("CODE", "", INVALID, "Empty activity code!"),
        Arguments.of("CODE", "0", INVALID, "Empty activity code!"),
        Arguments.of("CODE", "a b", INVALID, "Wrong activity code!"),
        Arguments.of("CODE", Map.of("a", "b"), INVALID, "Wrong activity code!"),
        Arguments.of("HANDLER", "", "ERROR_WRONG_HANDLER_URL", "Wrong handler URL"),
        Arguments.of(
            "HANDLER", "http://localhost/x", "ERROR_WRONG_HANDLER_URL", "Wrong handler URL"),
        Arguments.of(
            "HANDLER",
            "ftp://app.example.ru/x",
            "ERROR_UNSUPPORTED_PROTOCOL",
            "Unsupported handler protocol"),
        Arguments.of("NAME", Map.of(), INVALID, "Empty activity NAME!"),
        Arguments.of("PROPERTIES", "text", INVALID, "Wrong properties array!"),
        Arguments.of(
            "PROPERTIES", Map.of("1a", Map.of("NAME", "n")), INVALID, "Wrong property key (1a)!"),
        Arguments.of(
            "PROPERTIES", Map.of("a", Map.of("TYPE", "int")), INVALID, "Empty property NAME (a)!"),
        Arguments.of("RETURN_PROPERTIES", "text", INVALID, "Wrong properties array!"),
        Arguments.of("DOCUMENT_TYPE", Map.of("0", "crm"), INVALID, "Wrong activity DOCUMENT_TYPE!"),
        Arguments.of("FILTER", "b24", INVALID, "Wrong activity FILTER!"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("refusals")
  void refusesWithThePortalsWords(String field, Object value, String code, String text) {
    var form = form();
    form.put(field, value);

    assertThat(ActivityForm.checkNew(form, false)).hasValue(new Problem(code, text));
  }

  @Test
  void acceptsACompleteForm() {
    assertThat(ActivityForm.checkNew(form(), false)).isEmpty();
    assertThat(ActivityForm.checkSizes(form())).isEmpty();
  }

  @Test
  void refusesNoData() {
    assertThat(ActivityForm.checkNew(Map.of(), false))
        .hasValue(new Problem(INVALID, "Empty data!"));
  }

  @Test
  void theFirstProblemInThePortalsOrderWins() {
    var form = form();
    form.put("HANDLER", "");
    form.put("NAME", "");

    assertThat(ActivityForm.checkNew(form, false)).map(Problem::text).hasValue("Wrong handler URL");
  }

  @Test
  void aRobotsDocumentTypeIsCheckedBeforeItsReturnProperties() {
    var form = form();
    form.put("DOCUMENT_TYPE", "x");
    form.put("RETURN_PROPERTIES", "x");

    assertThat(ActivityForm.checkNew(form, true))
        .map(Problem::text)
        .hasValue("Wrong activity DOCUMENT_TYPE!");
    assertThat(ActivityForm.checkNew(form, false))
        .map(Problem::text)
        .hasValue("Wrong properties array!");
  }

  @Test
  void refusesWhatTheDatabaseCannotHold() {
    var longCode = form();
    longCode.put("CODE", "c".repeat(129));
    var hugeProperties = form();
    hugeProperties.put("PROPERTIES", Map.of("a", Map.of("NAME", "n".repeat(65_535))));

    assertThat(ActivityForm.checkSizes(longCode))
        .map(Problem::text)
        .hasValue("Activity save error!");
    assertThat(ActivityForm.checkSizes(hugeProperties))
        .map(Problem::code)
        .hasValue("ERROR_ACTIVITY_ADD_FAILURE");
  }

  @Test
  void keysBecomeUpperCaseExceptNamesOfPropertiesAndOptions() {
    var form =
        Php.normalMap(
            Map.of(
                "Properties",
                Map.of(
                    "contactId", Map.of("Name", Map.of("ru", "К"), "Options", Map.of("aB", "t")))));

    assertThat(ActivityForm.upper(form))
        .isEqualTo(
            Map.of(
                "PROPERTIES",
                Map.of(
                    "contactId", Map.of("NAME", Map.of("RU", "К"), "OPTIONS", Map.of("aB", "t")))));
  }

  private static Map<String, Object> form() {
    var form = new LinkedHashMap<String, Object>();
    form.put("CODE", "loyalty_pay");
    form.put("HANDLER", "http://127.0.0.1:8080/b24/webhook");
    form.put("NAME", Map.of("RU", "Списать", "EN", "Pay"));
    form.put("PROPERTIES", Map.of("amount", Map.of("NAME", "Сумма", "TYPE", "double")));
    return form;
  }
}
