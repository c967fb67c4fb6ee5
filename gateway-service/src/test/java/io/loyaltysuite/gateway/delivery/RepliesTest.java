package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.delivery.Deliveries.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.ProgramSettings;
import io.loyaltysuite.schemas.v1.Variable;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepliesTest {
  static {
    EventCodec.trustEvents();
  }

  private static final Replies REPLIES = new Replies(URI.create("http://journal"));

  @Test
  void fillsInWhatOnlyTheGatewayKnows() {
    var reply = reply("loyalty_accrue_fixed");
    assertThat(reply.returnValues())
        .containsEntry("operation_status_code", "success")
        .containsEntry("operation_status_message", "Начислено 150,00 RUB.")
        .containsEntry("result_journal_url", "http://journal/processes/6b04.1%2F2")
        .containsEntry("result_request_id", "command-1")
        .containsEntry("result_card_balance", "650.00");
    assertThat(String.valueOf(reply.returnValues().get("activity_return_result")))
        .contains("card_balance=650.00", "retryable=N", "activity_code=loyalty_accrue_fixed");
  }

  @Test
  void writesTheLineForThePortalsLog() {
    assertThat(reply("loyalty_accrue_fixed").logMessage())
        .isEqualTo(
            "[loyalty_accrue_fixed] status=success error_code= card=79780000000 amount=150.00"
                + " balance=650.00 request_id=command-1 ms=1500");
  }

  @Test
  void anUnknownActivityGetsTheStandardOutputs() {
    assertThat(reply("loyalty_unheard_of").returnValues())
        .containsOnlyKeys(
            "operation_status_code", "operation_status_message", "activity_return_result");
  }

  @Test
  void neverTellsTheToken() {
    assertThat(reply("loyalty_pay").toString()).doesNotContain("secret");
  }

  private static Reply reply(String code) {
    var invocation =
        Invocation.newBuilder()
            .setMemberId("m")
            .setWorkflowId("6b04.1/2")
            .setActivityCode(code)
            .setEventTokenHash("hash")
            .setReceivedAt(NOON)
            .build();
    var result =
        OperationResult.newBuilder()
            .setResultId("result-1")
            .setCommandId("command-1")
            .setMemberId("m")
            .setReceivedAt(NOON)
            .setEffectiveAt(NOON)
            .setStatus("success")
            .setMessage("Начислено 150,00 RUB.")
            .setSettings(ProgramSettings.newBuilder().build())
            .setReturned(
                List.of(
                    new Variable("request_id", ""),
                    new Variable("card_number", "79780000000"),
                    new Variable("card_balance", "650.00"),
                    new Variable("amount", "150.00")))
            .build();
    return REPLIES.reply(result, invocation, "secret-token", NOON.plusMillis(1500));
  }
}
