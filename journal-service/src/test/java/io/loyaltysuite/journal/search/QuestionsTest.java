package io.loyaltysuite.journal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionsTest {

  @Test
  void restrictsNothingUnlessAsked() {
    var question = Questions.parse(Map.of("workflow", List.of("  "), "status", List.of("")));
    assertThat(question)
        .isEqualTo(
            new Question(
                null,
                null,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                null,
                null,
                null,
                null,
                null,
                Questions.DEFAULT_LIMIT,
                null));
  }

  @Test
  void readsEveryPart() {
    var question =
        Questions.parse(
            Map.of(
                "workflow", List.of(" w1 "),
                "portal", List.of("mine"),
                "from", List.of("2026-03-01T15:00:00+03:00"),
                "to", List.of("2026-03-01T12:00:01Z"),
                "status", List.of("error"),
                "error_code", List.of("card_blocked"),
                "limit", List.of("500")));
    assertThat(question.workflow()).isEqualTo("w1");
    assertThat(question.fromMillis())
        .isEqualTo(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
    assertThat(question.toMillis()).isEqualTo(question.fromMillis() + 1000);
    assertThat(question.status()).isEqualTo("error");
    assertThat(question.errorCode()).isEqualTo("card_blocked");
    assertThat(question.limit()).isEqualTo(500);
  }

  @Test
  void namesUnknownParameterBeforeAnythingElse() {
    assertThatThrownBy(
            () -> Questions.parse(Map.of("limit", List.of("0", "1"), "stauts", List.of("error"))))
        .isInstanceOf(BadQuestion.class)
        .hasMessageStartingWith("stauts: unknown");
  }

  @Test
  void refusesPeriodWithoutLength() {
    var noon = List.of("2026-03-01T12:00:00Z");
    assertThatThrownBy(() -> Questions.parse(Map.of("from", noon, "to", noon)))
        .isInstanceOf(BadQuestion.class)
        .hasMessageContaining("expected: earlier than to");
  }

  @Test
  void refusesTextThatTheStoreCannotHave() {
    assertThatThrownBy(() -> Questions.parse(Map.of("workflow", List.of("a\0b"))))
        .isInstanceOf(BadQuestion.class)
        .hasMessageContaining("character 0");
    assertThatThrownBy(() -> Questions.parse(Map.of("portal", List.of("x".repeat(201)))))
        .isInstanceOf(BadQuestion.class)
        .hasMessage("portal: 201 characters (expected: at most 200)");
  }
}
