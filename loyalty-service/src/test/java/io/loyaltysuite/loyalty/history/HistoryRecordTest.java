package io.loyaltysuite.loyalty.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a record of the application's journal began. */
class HistoryRecordTest {

  @ParameterizedTest
  @CsvSource({
    "OperationResult, loyalty_accrue_fixed, accrue, bizproc",
    "OperationResult, '', accrue, rest",
    "OperationResult, '', card_settle, job",
    "OperationResult, '', level_review, job",
    "ActivityCommand, loyalty_card_get, card_get, bizproc",
    "AuditEvent, '', settings_changed, support"
  })
  void tellsItsSource(String type, String activity, String kind, String source) {
    var record =
        new HistoryRecord(UUID.randomUUID(), Instant.EPOCH, type, "", activity, kind, "", "");
    assertThat(record.source()).isEqualTo(source);
  }
}
