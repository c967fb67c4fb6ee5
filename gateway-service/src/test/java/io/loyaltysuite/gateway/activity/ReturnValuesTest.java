package io.loyaltysuite.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnValuesTest {

  @Test
  void listsVariablesPlainlyAndConvertsThemForThePortal() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("retryable", "N");
    variables.put("changed", "true");
    variables.put("blocked_until", "2026-11-23T18:05:33+03:00");
    assertThat(ReturnValues.of("loyalty_card_block", "success", "Готово.", variables))
        .containsEntry("operation_status_code", "success")
        .containsEntry("operation_status_message", "Готово.")
        .containsEntry(
            "activity_return_result",
            List.of("retryable=N", "changed=true", "blocked_until=2026-11-23T18:05:33+03:00"))
        .containsEntry("result_retryable", "N")
        .containsEntry("result_changed", "Y")
        .containsEntry("result_blocked_until", "1795446333")
        .containsEntry("result_card_balance", "");
  }

  @Test
  void givesAnUnknownActivityTheStandardOutputsOnly() {
    assertThat(ReturnValues.of("loyalty_x", "error", "Нет.", new LinkedHashMap<>()))
        .containsOnlyKeys(
            "operation_status_code", "operation_status_message", "activity_return_result");
  }
}
