package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventHeadersTest {

  @Test
  void resultCanBeIndexedWithoutDecoding() {
    assertThat(texts(EventHeaders.of(Samples.result(), "loyalty")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_id", "5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c002"),
                Map.entry("ce_type", "io.loyaltysuite.OperationResult.v1"),
                Map.entry("ce_source", "loyalty"),
                Map.entry("ce_subject", Samples.WORKFLOW),
                Map.entry("ce_time", "2026-03-01T12:00:00.130Z"),
                Map.entry("correlation_id", Samples.WORKFLOW),
                Map.entry("causation_id", "5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c001"),
                Map.entry("ce_activity", "loyalty_accrue_fixed"),
                Map.entry("ce_kind", "accrue"),
                Map.entry("ce_status", "error"),
                Map.entry("ce_errorcode", "card_blocked")));
  }

  @Test
  void resultOfARestCallHasNoWorkflow() {
    OperationResult result = Samples.result();
    result.setInvocation(null);
    var headers = EventHeaders.of(result, "loyalty");
    assertThat(texts(headers)).doesNotContainKeys("ce_subject", "correlation_id", "ce_activity");
    assertThat(EventHeaders.text(headers, EventHeaders.CE_SUBJECT)).isEmpty();
  }

  @Test
  void commandCarriesItsRefusal() {
    assertThat(texts(EventHeaders.of(Samples.command(), "gateway")))
        .containsEntry("ce_type", "io.loyaltysuite.ActivityCommand.v1")
        .containsEntry("ce_time", "2026-03-01T12:00:00.123Z")
        .containsEntry("ce_errorcode", "input_invalid")
        .containsEntry("causation_id", Samples.command().getCommandId());
  }

  @Test
  void reportIsIndexedByItsKind() {
    assertThat(texts(EventHeaders.of(Samples.report(), "gateway")))
        .containsEntry("ce_kind", "retry")
        .containsEntry("correlation_id", Samples.WORKFLOW)
        .containsEntry("causation_id", Samples.report().getCommandId())
        .doesNotContainKey("ce_errorcode");
  }

  @Test
  void auditEventIsIndexedByKindAndOutcome() {
    assertThat(texts(EventHeaders.of(Samples.audit(), "gateway")))
        .containsEntry("ce_kind", "webhook_refused")
        .containsEntry("ce_status", "refused")
        .doesNotContainKey("correlation_id");
  }

  @Test
  void deadLetterKeepsTheCorrelationOfWhatDied() {
    DeadLetter letter = Samples.deadLetter();
    assertThat(texts(EventHeaders.of(letter, "loyalty"))).containsEntry("correlation_id", "wf");
    assertThat(texts(EventHeaders.of(letter, "loyalty"))).containsEntry("correlation_id", "wf");
  }

  @Test
  void copiesHaveEqualHeaders() {
    assertThat(EventHeaders.of(Samples.result(), "loyalty"))
        .isEqualTo(EventHeaders.of(Samples.result(), "loyalty"));
  }

  @Test
  void lastHeaderCounts() {
    var headers = new RecordHeaders().add("a", new byte[] {'1'}).add("a", new byte[] {'2'});
    assertThat(EventHeaders.text(headers, "a")).isEqualTo("2");
    assertThat(EventHeaders.text(headers.add("a", null), "a")).isEmpty();
  }

  private static Map<String, String> texts(Headers headers) {
    var texts = new TreeMap<String, String>();
    headers.forEach(h -> texts.put(h.key(), EventHeaders.text(headers, h.key())));
    return texts;
  }
}
