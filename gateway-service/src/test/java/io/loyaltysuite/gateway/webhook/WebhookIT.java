package io.loyaltysuite.gateway.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.RecordedEvents;
import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.gateway.security.Routes;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way in, on a real broker and database. */
class WebhookIT {
  private static RunningGateway gateway;

  private String member = "";

  @BeforeAll
  static void start() {
    gateway = RunningGateway.start("--gateway.webhook.audited-refusals=1000");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void installPortal() {
    member = UUID.randomUUID().toString().replace("-", "");
    gateway.install(member);
  }

  @Test
  void takesARealBodyOfAnUnknownActivityAsARefusedCommand() {
    assertThat(gateway.post(Bodies.example(member)).statusCode()).isEqualTo(200);

    var command = onlyCommand();
    assertThat(command.getOperation()).isEmpty();
    assertThat(command.getRefusal().getCode()).isEqualTo("input_invalid");
    assertThat(command.getRefusal().getParameters())
        .containsOnly(Map.entry("field", "code"), Map.entry("value", "loyalty_accrue_bonus"));
    assertThat(command.getRawProperties())
        .contains("Бонусы за заказ №4711 (скидка 10% & доставка)")
        .contains("\"lines\":[{\"sku\":\"A-1\",\"qty\":\"2\"}]")
        .contains("\"promoCode\":\"\"");
    var invocation = command.getInvocation();
    assertThat(invocation.getWorkflowId()).isEqualTo("6b0456318b3d14.40217735");
    assertThat(invocation.getActivityName()).isEqualTo("A50017_20931_88214_13307");
    assertThat(invocation.getDocumentId()).containsExactly("crm", "CCrmDocumentDeal", "DEAL_4711");
    assertThat(invocation.getUserId()).isEqualTo("16");
    assertThat(invocation.getTimeoutSeconds()).isEqualTo(86400);
  }

  @Test
  void keepsEverySecretOutOfTheCommand() {
    gateway.post(Bodies.example(member));

    var bytes = new String(onlyRecord(Topics.COMMANDS).value(), ISO_8859_1);
    assertThat(bytes)
        .doesNotContain(Bodies.APPLICATION_TOKEN)
        .doesNotContain(Bodies.ACCESS_TOKEN)
        .doesNotContain(Bodies.REFRESH_TOKEN)
        .doesNotContain(Bodies.EVENT_TOKEN.substring(Bodies.EVENT_TOKEN.lastIndexOf('|')));
    var invocation = onlyCommand().getInvocation();
    assertThat(gateway.bean(Sealer.class).open(invocation.getReplyTo(), member))
        .isEqualTo(Bodies.EVENT_TOKEN);
    assertThat(invocation.getEventTokenHash()).isEqualTo(Ids.sha256(Bodies.EVENT_TOKEN));
  }

  @Test
  void understandsAnAccrual() {
    var body =
        Bodies.call(
            member,
            "wf-1",
            "loyalty_accrue_fixed",
            Map.of(
                "contact_id", "315",
                "amount", "1 500,50|RUB",
                "reason_comment", "Бонусы за заказ №4711"));
    assertThat(gateway.post(body).body()).isEqualTo("{\"status\":\"accepted\"}");

    var command = onlyCommand();
    assertThat(command.getOperation()).isEqualTo("accrue");
    assertThat(command.getRefusal()).isNull();
    assertThat(command.getInputs())
        .containsEntry("contact_id", List.of("315"))
        .containsEntry("amount", List.of("1500.50"))
        .containsEntry("currency", List.of("RUB"))
        .containsEntry("reason_comment", List.of("Бонусы за заказ №4711"));
  }

  @Test
  void refusesAMissingInputInTheCommandAndStillAccepts() {
    var body = Bodies.call(member, "wf-1", "loyalty_accrue_fixed", Map.of());
    assertThat(gateway.post(body).statusCode()).isEqualTo(200);
    assertThat(onlyCommand().getRefusal().getCode()).isEqualTo("input_required");
    assertThat(onlyCommand().getRefusal().getParameters()).containsEntry("field", "amount");
  }

  @Test
  void givesARepeatedWebhookTheSameCommandId() {
    var body = Bodies.call(member, "wf-1", "loyalty_card_get", Map.of());
    gateway.post(body);
    gateway.post(body);

    var records = records(Topics.COMMANDS);
    assertThat(records).hasSize(2);
    var ids = records.stream().map(this::command).map(ActivityCommand::getCommandId).distinct();
    assertThat(ids).hasSize(1);
  }

  @Test
  void headsTheRecordForTheJournal() {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var body = Bodies.call(member, "wf-7", "loyalty_card_get", Map.of());
    gateway.send(gateway.webhook(body).header("traceparent", trace).build());

    var headers = onlyRecord(Topics.COMMANDS).headers();
    assertThat(EventHeaders.text(headers, EventHeaders.TRACEPARENT)).isEqualTo(trace);
    assertThat(EventHeaders.text(headers, EventHeaders.CORRELATION_ID)).isEqualTo("wf-7");
    assertThat(EventHeaders.text(headers, EventHeaders.CE_ID))
        .isEqualTo(onlyCommand().getCommandId());
    assertThat(EventHeaders.text(headers, EventHeaders.CE_ACTIVITY)).isEqualTo("loyalty_card_get");
  }

  @Test
  void refusesAnUnknownPortalAndAuditsIt() {
    var unknown = UUID.randomUUID().toString().replace("-", "");
    var body = Bodies.call(unknown, "wf-1", "loyalty_card_get", Map.of());
    assertThat(gateway.post(body).statusCode()).isEqualTo(403);

    assertThat(audit(unknown))
        .satisfies(
            event -> {
              assertThat(event.getKind()).isEqualTo("webhook_refused");
              assertThat(event.getReason()).isEqualTo("unknown_portal");
              assertThat(event.getOutcome()).isEqualTo("refused");
            });
    assertThat(RecordedEvents.of(gateway.bootstrapServers(), Topics.COMMANDS, unknown)).isEmpty();
  }

  @Test
  void refusesAForgedTokenAndAuditsIt() {
    var body =
        Bodies.call(member, "wf-1", "loyalty_card_get", Map.of())
            .replace(Bodies.APPLICATION_TOKEN, "00000000000000000000000000000000");
    assertThat(gateway.post(body).statusCode()).isEqualTo(403);
    assertThat(audit(member).getReason()).isEqualTo("wrong_token");
    assertThat(records(Topics.COMMANDS)).isEmpty();
  }

  @Test
  void refusesABodyOverTheCap() {
    var big = "a=" + "x".repeat(2 * 1024 * 1024);
    assertThat(gateway.post(big).statusCode()).isEqualTo(413);
    var chunked =
        gateway
            .webhook("")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(big.getBytes(ISO_8859_1))))
            .build();
    assertThat(gateway.send(chunked).statusCode()).isEqualTo(413);
  }

  /** A client of a library would send it after a while all the same; this one would not. */
  @Test
  void invitesASenderThatAsksBeforeItSendsTheBody() throws IOException {
    var body = Bodies.call(member, "wf-1", "loyalty_card_get", Map.of());
    var address = gateway.webhook(body).build().uri();
    var head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: %d\r
        Expect: 100-continue\r
        \r
        """
            .formatted(address.getPath(), address.getAuthority(), body.length());
    try (var socket = new Socket(address.getHost(), address.getPort());
        var answers =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      assertThat(answers.readLine()).startsWith("HTTP/1.1 100");
      assertThat(answers.readLine()).isEmpty();
      socket.getOutputStream().write(body.getBytes(ISO_8859_1));
      assertThat(answers.readLine()).startsWith("HTTP/1.1 200");
    }
    assertThat(onlyCommand().getInvocation().getWorkflowId()).isEqualTo("wf-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "text/plain"})
  void refusesOtherContentTypes(String type) {
    var request = gateway.webhook("a=b").setHeader("Content-Type", type).build();
    assertThat(gateway.send(request).statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void refusesOtherMethods(String method) {
    var request = gateway.webhook("").method(method, BodyPublishers.ofString("a=b")).build();
    var answer = gateway.send(request);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "event_token=x",
        "a[b][c][d][e][f][g][h][i][j][k][l][m][n][o][p][q]=1"
      })
  void refusesWhatIsNoMessage(String body) {
    assertThat(gateway.post(body).statusCode()).isEqualTo(400);
  }

  @Test
  void cutsACommandThatKafkaWouldNotTakeToItsIdentity() {
    var body = Bodies.call(member, "wf-1", "loyalty_card_get", Map.of());
    var grown = body + "&properties[x]=" + "\u0001".repeat(2_000_000);
    assertThat(gateway.post(grown).statusCode()).isEqualTo(200);

    var command = onlyCommand();
    assertThat(command.getInvocation().getWorkflowId()).isEqualTo("wf-1");
    assertThat(command.getRefusal().getCode()).isEqualTo("input_invalid");
    assertThat(command.getRefusal().getParameters()).containsEntry("field", "properties");
    assertThat(command.getRawProperties()).isEqualTo("{}");
  }

  @Test
  void handsApplicationEventsOver() {
    var forged =
        "event=ONAPPUNINSTALL&data[CLEAN]=1&auth[member_id]=%s&auth[application_token]=0"
            .formatted(member);
    assertThat(gateway.post(forged).statusCode()).isEqualTo(403);
    var genuine =
        forged.replace("[application_token]=0", "[application_token]=" + Bodies.APPLICATION_TOKEN);
    assertThat(gateway.post(genuine).statusCode()).isEqualTo(200);
    var call = Bodies.call(member, "wf-1", "loyalty_card_get", Map.of());
    assertThat(gateway.post(call).statusCode()).isEqualTo(403);
  }

  @Test
  void givesEveryDocumentedAnswer() {
    var call = Bodies.call(member, "wf-1", "loyalty_card_get", Map.of());
    var given =
        Stream.of(
                gateway.webhook(call),
                gateway.webhook("hello"),
                gateway.webhook(call.replace(member, "nobody")),
                gateway.webhook(call).method("PUT", BodyPublishers.ofString(call)),
                gateway.webhook("a=" + "x".repeat(2 * 1024 * 1024)),
                gateway.webhook(call).setHeader("Content-Type", "application/json"))
            .map(request -> RunningGateway.API.answerOf(gateway.send(request.build())).orElse(""))
            .collect(Collectors.toCollection(TreeSet::new));

    // 429 needs a flood (FloodIT), 503 an outage (OutageIT), 500 a bug.
    Stream.of(429, 500, 503).forEach(status -> given.add("POST /b24/webhook " + status));
    var documented = new TreeSet<>(RunningGateway.API.answers());
    documented.removeIf(answer -> !answer.contains(Routes.WEBHOOK));
    assertThat(given).isEqualTo(documented);
  }

  private AuditEvent audit(String memberId) {
    var records =
        await()
            .until(
                () -> RecordedEvents.of(gateway.bootstrapServers(), Topics.AUDIT, memberId),
                found -> !found.isEmpty());
    return RecordedEvents.decode(
        gateway.bean(EventCodec.class), records.getFirst(), AuditEvent.class);
  }

  private ActivityCommand onlyCommand() {
    return command(onlyRecord(Topics.COMMANDS));
  }

  private ActivityCommand command(ConsumerRecord<byte[], byte[]> record) {
    return RecordedEvents.decode(gateway.bean(EventCodec.class), record, ActivityCommand.class);
  }

  private ConsumerRecord<byte[], byte[]> onlyRecord(String topic) {
    var records = records(topic);
    assertThat(records).hasSize(1);
    return records.getFirst();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return RecordedEvents.of(gateway.bootstrapServers(), topic, member);
  }
}
