package io.loyaltysuite.gateway.activity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the catalogue, and what derives from it. */
class CatalogueTest {
  private static final URI HANDLER = URI.create("https://gw.example.ru/b24/webhook");

  /** Names that a portal keeps for its own step settings. */
  private static final Set<String> RESERVED =
      Set.of(
          "title",
          "usesubscription",
          "istimeout",
          "authuserid",
          "setstatusmessage",
          "statusmessage",
          "timeoutduration",
          "timeoutdurationtype");

  static List<Activity> activities() {
    return Activities.ALL;
  }

  @ParameterizedTest
  @MethodSource("activities")
  void namesAreLegalAndNeverCollide(Activity activity) {
    var names = new ArrayList<String>();
    activity.inputs().forEach(input -> names.add(input.name()));
    activity.outputs().forEach(output -> names.add(output.name()));
    Registration.STANDARD.forEach(output -> names.add(output.variable()));
    assertThat(names)
        .allMatch(name -> name.matches("[a-z][a-z0-9_]*"))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(RESERVED);
    assertThat(activity.code()).matches("[a-z0-9_]{1,128}");
  }

  @ParameterizedTest
  @MethodSource("activities")
  void everythingIsSaidInBothLanguages(Activity activity) {
    var texts = new ArrayList<Text>(List.of(activity.name(), activity.does()));
    for (Input input : activity.inputs()) {
      texts.add(input.label());
      texts.addAll(input.options().values());
    }
    activity.outputs().forEach(output -> texts.add(output.label()));
    assertThat(texts).allMatch(text -> !text.ru().isBlank() && text.en().matches("\\p{ASCII}+"));
  }

  @ParameterizedTest
  @MethodSource("activities")
  void presetsAreValuesOfTheirFields(Activity activity) {
    for (Input input : activity.inputs()) {
      if (!input.preset().isEmpty() && !input.preset().startsWith("{=")) {
        assertThat(input.type().coerce(input.preset(), input, ZoneOffset.UTC))
            .as(input.name())
            .isEqualTo(Coerced.value(input.preset()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("activities")
  void registersAsAWaitingStep(Activity activity) {
    var parameters = Registration.parameters(activity, HANDLER, 1, "ru");
    assertThat(parameters)
        .containsEntry("CODE", activity.code())
        .containsEntry("HANDLER", "https://gw.example.ru/b24/webhook")
        .containsEntry("USE_SUBSCRIPTION", "Y")
        .containsEntry("AUTH_USER_ID", 1L)
        .containsEntry("NAME", Map.of("ru", activity.name().ru(), "en", activity.name().en()));
    assertThat(map(parameters, "PROPERTIES")).hasSize(activity.inputs().size());
    assertThat(map(parameters, "RETURN_PROPERTIES")).hasSize(activity.outputs().size() + 3);
  }

  @ParameterizedTest
  @MethodSource("activities")
  void returnsAValueForEveryRegisteredOutputAndNoOther(Activity activity) {
    var registered = map(Registration.parameters(activity, HANDLER, 1, "en"), "RETURN_PROPERTIES");
    var returned = ReturnValues.of(activity.code(), "success", "ok", new LinkedHashMap<>());
    assertThat(returned.keySet()).isEqualTo(registered.keySet());
    assertThat(registered.keySet()).allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
  }

  @SuppressWarnings("unchecked") // The parameters are JSON in the making.
  private static Map<String, Object> map(Map<String, Object> parameters, String name) {
    return (Map<String, Object>) requireNonNull(parameters.get(name));
  }
}
