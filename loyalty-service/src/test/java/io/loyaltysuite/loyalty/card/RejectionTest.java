package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The error catalogue as data. */
class RejectionTest {

  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void everyRejectionHasASentenceInBothLanguagesWithTheSameValues(Rejection rejection) {
    String ru = rejection.template(Language.RU);
    String en = rejection.template(Language.EN);
    assertThat(ru).endsWith(".").containsPattern("[а-яё]");
    assertThat(en).endsWith(".").doesNotContainPattern("[а-яё]");
    assertThat(places(ru)).containsExactlyInAnyOrderElementsOf(places(en));
    assertThat(Rejection.of(rejection.code())).isEqualTo(rejection);
  }

  @Test
  void onlyTroublesOfTheServiceAreRetryable() {
    assertThat(Stream.of(Rejection.values()).filter(Rejection::retryable))
        .containsExactly(
            Rejection.CRM_UNAVAILABLE,
            Rejection.RATE_LIMITED,
            Rejection.OPERATION_IN_PROGRESS,
            Rejection.CONCURRENCY_CONFLICT,
            Rejection.OPERATION_TIMEOUT,
            Rejection.SERVICE_UNAVAILABLE,
            Rejection.INTERNAL_ERROR,
            Rejection.DEAL_UPDATE_FAILED);
  }

  @Test
  void businessRefusalsAreBadRequestsForRestClients() {
    assertThat(Rejection.CARD_BLOCKED.restStatus()).isEqualTo(400);
    assertThat(Rejection.CARD_NOT_FOUND.restStatus()).isEqualTo(404);
    assertThat(Rejection.INTERNAL_ERROR.restStatus()).isEqualTo(500);
  }

  @Test
  void anUnknownCodeIsABug() {
    assertThatIllegalArgumentException().isThrownBy(() -> Rejection.of("event_token_rejected"));
  }

  @Test
  void theFirstInOrderOfPrecedenceIsTheAnswer() {
    Checks checks = new Checks();
    checks.add(Rejection.INSUFFICIENT_BALANCE);
    checks.add(Rejection.CARD_BLOCKED);
    checks.add(Rejection.AMOUNT_TOO_LARGE);
    assertThat(checks.rejection()).isEqualTo(Rejection.CARD_BLOCKED);
  }

  private static List<String> places(String sentence) {
    return PLACE.matcher(sentence).results().map(place -> place.group()).toList();
  }
}
