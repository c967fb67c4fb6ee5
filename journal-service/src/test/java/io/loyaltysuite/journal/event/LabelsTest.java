package io.loyaltysuite.journal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

  @Test
  void takesTheLastOfHeadersWithOneName() {
    var labels = Labels.of(null, List.of(header("ce_id", "first"), header("ce_id", "last")));
    assertThat(labels.ceId()).isEqualTo("last");
    assertThat(labels.memberId()).isEmpty();
    assertThat(labels.workflowId()).isEmpty();
  }

  @Test
  void makesCleanTextOfAnyBytes() {
    var labels =
        Labels.of(
            new byte[] {'a', 0, -1},
            List.of(new RecordHeader("correlation_id", null), header("ce_status", "error")));
    assertThat(labels.memberId()).isEqualTo("a\uFFFD\uFFFD");
    assertThat(labels.workflowId()).isEmpty();
    assertThat(labels.status()).isEqualTo("error");
  }

  @Test
  void cutsLongTextWithoutBreakingCharacters() {
    var long199 = "x".repeat(Labels.MAX_LENGTH - 1);
    assertThat(Labels.of(utf8(long199 + "abc"), List.of()).memberId()).isEqualTo(long199 + "a");
    assertThat(Labels.of(utf8(long199 + "😀"), List.of()).memberId()).isEqualTo(long199);
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-03-01T12:00:00", "+1000000000-12-31T23:59:59Z", "''"})
  void doesNotBelieveTimesItCannotKeep(String time) {
    assertThat(Labels.of(null, List.of(header("ce_time", time))).time()).isNull();
  }

  @Test
  void keepsTimeInMilliseconds() {
    assertThat(Labels.of(null, List.of(header("ce_time", "2026-03-01T12:00:00.123456Z"))).time())
        .isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
  }

  private static RecordHeader header(String name, String value) {
    return new RecordHeader(name, utf8(value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
