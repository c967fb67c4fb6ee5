package io.loyaltysuite.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loyaltysuite.schemas.CodecSettings;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.RememberedSchema;
import io.loyaltysuite.schemas.SchemaMemory;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One shop that moves bonuses both by REST and by commands on Kafka. */
final class Counter implements AutoCloseable {

  /** What is on a card when it is issued. */
  static final int START = 1_000;

  private static final String MEMBER_ID = "0123456789abcdef0123456789abcdef";
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int OK = 200;
  private static final int FIRST_SERVER_ERROR = 500;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final UUID clientId = UUID.randomUUID();
  private final UUID key = UUID.randomUUID();
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Integer> ports;
  private final String serviceToken;
  private final KafkaProducer<byte[], byte[]> producer;
  private final EventCodec codec;

  Counter(Fleet fleet, List<Integer> ports) {
    EventCodec.trustEvents();
    this.ports = List.copyOf(ports);
    this.serviceToken = fleet.serviceToken();
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", fleet.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.codec =
        EventCodec.start(
            new CodecSettings(fleet.registry(), true, Duration.ofSeconds(10)), new NoMemory());
  }

  static String number(int card) {
    return "7911000000" + card;
  }

  /** Opens the account and issues the cards. */
  void open(int cards) {
    var keys =
        "{\"client_id\":\"%s\",\"admin_key\":\"%s\",\"requests_per_second\":100000}"
            .formatted(clientId, key);
    askUntilAnswered(
        port ->
            request(port, "/accounts/" + MEMBER_ID)
                .header("Authorization", "Bearer " + serviceToken)
                .PUT(BodyPublishers.ofString(keys))
                .build());
    for (var card = 0; card < cards; card++) {
      send(
          "card_create",
          Map.of(
              "card_number", number(card),
              "contact_id", Integer.toString(card + 1),
              "start_balance", Integer.toString(START)));
    }
  }

  /** By REST, at one service or the other, with one key until it succeeds. */
  void askUntilAnswered(int card, int effect) {
    var json =
        """
        {"type":"%s","bonus_points":{"amount":"%d","currency":"RUB"},
         "reason":{"id":"1","code":"test","comment":"test"}}
        """
            .formatted(effect > 0 ? "accrual" : "payment", Math.abs(effect));
    var once = UUID.randomUUID().toString();
    askUntilAnswered(
        port ->
            request(
                    port,
                    "/api/v2/%s/admin/transactions/with-card-number/%s"
                        .formatted(clientId, number(card)))
                .header("X-LOYALTY-API-KEY-ADMIN", key.toString())
                .header("Idempotency-Key", once)
                .POST(BodyPublishers.ofString(json))
                .build());
  }

  private interface Question {
    HttpRequest to(int port);
  }

  private void askUntilAnswered(Question question) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var port = ports.get(asked.getAndIncrement() % ports.size());
      var answer = ask(question.to(port));
      if (answer.status() == OK) {
        return;
      }
      if (answer.status() != 0 && answer.status() < FIRST_SERVER_ERROR) {
        throw new AssertionError("%d: %s".formatted(answer.status(), answer.body()));
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no answer in %s, the last: %s".formatted(PATIENCE, answer));
      }
    }
  }

  /** Status 0: whether it was done is not known. */
  private record Answer(int status, String body) {}

  private Answer ask(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Answer(0, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(ANSWER)
        .header("Content-Type", "application/json");
  }

  /** By Kafka; waits for the acknowledgement. The command's id. */
  UUID send(int card, int effect) {
    var inputs = new HashMap<String, String>();
    inputs.put("card_number", number(card));
    inputs.put("amount", Integer.toString(Math.abs(effect)));
    inputs.put("once_per", "token");
    return send(effect > 0 ? "accrue" : "pay", inputs);
  }

  private UUID send(String operation, Map<String, String> inputs) {
    var token = "token-" + tokens.incrementAndGet();
    var id = Ids.commandId(MEMBER_ID, token);
    var lists = new HashMap<String, List<String>>();
    inputs.forEach((name, value) -> lists.put(name, List.of(value)));
    var command =
        ActivityCommand.newBuilder()
            .setCommandId(id.toString())
            .setInvocation(
                Invocation.newBuilder()
                    .setMemberId(MEMBER_ID)
                    .setWorkflowId("workflow-" + token)
                    .setActivityName("A1")
                    .setActivityCode("loyalty_" + operation)
                    .setDocumentId(List.of("crm", "CCrmDocumentDeal", "DEAL_" + token))
                    .setDocumentType(List.of("crm", "CCrmDocumentDeal", "DEAL"))
                    .setEventTokenHash(Ids.sha256(token))
                    .setReplyTo("sealed-" + token)
                    .setUseSubscription("Y")
                    .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                    .build())
            .setOperation(operation)
            .setInputs(lists)
            .build();
    var value = codec.encode(Topics.COMMANDS, command);
    try {
      producer.send(new ProducerRecord<>(Topics.COMMANDS, MEMBER_ID.getBytes(UTF_8), value)).get();
      return id;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    codec.close();
    http.close();
  }

  /** The registry is there. */
  private static final class NoMemory implements SchemaMemory {
    @Override
    public List<RememberedSchema> all() {
      return List.of();
    }

    @Override
    public void remember(RememberedSchema schema) {}
  }
}
