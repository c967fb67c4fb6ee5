package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.gateway.webhook.form.FormLimits;
import io.loyaltysuite.gateway.webhook.form.Message;
import io.loyaltysuite.gateway.webhook.form.PhpForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The document's schema of a webhook takes what the gateway recognises, and nothing else. */
class DocumentedFormTest {

  static List<String> bodies() {
    var call = Bodies.call("mine", "wf-1", "loyalty_pay", Map.of("amount", "1"));
    return List.of(
        Bodies.example("mine"),
        call,
        call + "&event=ONAPPINSTALL",
        "workflow_id=w&event_token=odd",
        "event=ONAPPUNINSTALL&data[CLEAN]=1&auth[member_id]=m",
        "event=ONAPPUPDATE&event_token=x&workflow_id=",
        "event=ONAPPUPDATE&event_token[]=x&workflow_id=w",
        "",
        "hello",
        "event_token=x",
        "event=",
        "event=" + "x".repeat(129),
        call.replace("wf-1", "w".repeat(65)),
        call.replace("loyalty_pay", "l".repeat(129)),
        call.replace("=mine", "=" + "m".repeat(65)),
        call.replace("event_token=", "event_token=" + "x".repeat(512)));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void takesWhatIsRecognised(String body) {
    var parsed =
        PhpForm.parse(body.getBytes(StandardCharsets.UTF_8), new FormLimits(1000, 16, 1024));
    var root = ((PhpForm.Parsed.Form) parsed).root();
    var faults =
        RunningGateway.API.faultsOfRequest(
            "POST /b24/webhook",
            "application/x-www-form-urlencoded",
            JsonMapper.shared().valueToTree(root.plain()));
    assertThat(faults.isEmpty())
        .as(faults.toString())
        .isEqualTo(!(Message.in(root) instanceof Message.Unrecognised));
  }
}
