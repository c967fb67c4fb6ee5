package io.loyaltysuite.gateway.webhook.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  @Test
  void recognisesACallByItsTokenAndWorkflow() {
    var call =
        call(
            "workflow_id=6b04.40&code=loyalty_pay&event_token=6b04.40|A1|x.y&event=ONAPPINSTALL"
                + "&document_id[0]=crm&document_id[1]=CCrmDocumentDeal&document_id[2]=DEAL_1"
                + "&timeout_duration=660&ts=1795446333&use_subscription=Y"
                + "&auth[member_id]=m&auth[application_token]=t&auth[user_id]=16");
    assertThat(call.workflowId()).isEqualTo("6b04.40");
    assertThat(call.activityName()).isEqualTo("A1");
    assertThat(call.documentId()).containsExactly("crm", "CCrmDocumentDeal", "DEAL_1");
    assertThat(call.timeoutSeconds()).isEqualTo(660);
    assertThat(call.sentAt()).contains(Instant.ofEpochSecond(1795446333));
    assertThat(call.userId()).contains("16");
    assertThat(call.useSubscription()).isEqualTo("Y");
  }

  @Test
  void toleratesACallThatSaysLittle() {
    var call = call("workflow_id=w&event_token=odd&timeout_duration=soon&ts=-1&document_id=deal");
    assertThat(call.code()).isEmpty();
    assertThat(call.activityName()).isEmpty();
    assertThat(call.documentId()).containsExactly("deal");
    assertThat(call.timeoutSeconds()).isZero();
    assertThat(call.sentAt()).isEmpty();
    assertThat(call.userId()).isEmpty();
    assertThat(call.propertyTexts()).isEmpty();
  }

  @Test
  void recognisesAnApplicationEvent() {
    var event =
        in("event=ONAPPUNINSTALL&data[CLEAN]=1&ts=1795446333&auth[member_id]=m&auth[deep][er]=x");
    var sent = Optional.of(Instant.ofEpochSecond(1795446333));
    assertThat(event)
        .isEqualTo(
            new Message.Event(
                "ONAPPUNINSTALL", Map.of("CLEAN", "1"), Map.of("member_id", "m"), sent));
    assertThat(event.toString()).isEqualTo("Event[ONAPPUNINSTALL]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=b",
        "event_token=x",
        "workflow_id=x",
        "event[]=x",
        "event_token[]=x&workflow_id=x"
      })
  void recognisesNothingElse(String body) {
    assertThat(in(body)).isInstanceOf(Message.Unrecognised.class);
  }

  @Test
  void recognisesNoIdentityBeyondItsLength() {
    assertThat(in("event_token=x&workflow_id=w&auth[member_id]=" + "m".repeat(65)))
        .isEqualTo(new Message.Unrecognised("member_id: longer than 64 characters"));
    assertThat(in("event_token=x&workflow_id=" + "w".repeat(65)))
        .isEqualTo(new Message.Unrecognised("workflow_id: longer than 64 characters"));
    assertThat(in("workflow_id=x&event_token=" + "t".repeat(513)))
        .isEqualTo(new Message.Unrecognised("event_token: longer than 512 characters"));
    assertThat(in("workflow_id=x&event_token=t&code=" + "c".repeat(129)))
        .isEqualTo(new Message.Unrecognised("code: longer than 128 characters"));
  }

  @Test
  void keepsUnknownFieldsButNoSecret() {
    var call =
        call(
            "workflow_id=w&event_token=t&auth[access_token]=s1&AUTH_ID=s2&REFRESH_ID=s3"
                + "&application_token=s4&clientSecret=s5&new_field[a]=kept");
    assertThat(call.unknownFields()).isEqualTo(Map.of("new_field", Map.of("a", "kept")));
    assertThat(call.toString()).doesNotContain("s1");
  }

  private static ActivityCall call(String body) {
    return ((Message.Call) in(body)).call();
  }

  private static Message in(String body) {
    var parsed = PhpForm.parse(body.getBytes(StandardCharsets.UTF_8), new FormLimits(100, 6, 2000));
    return Message.in(((PhpForm.Parsed.Form) parsed).root());
  }
}
