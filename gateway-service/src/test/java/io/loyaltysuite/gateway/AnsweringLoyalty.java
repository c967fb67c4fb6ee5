package io.loyaltysuite.gateway;

import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.ProgramSettings;
import io.loyaltysuite.schemas.v1.Variable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands where loyalty stands: answers every command on its topic with a result, at once. */
public final class AnsweringLoyalty implements AutoCloseable {
  private final EventCodec codec;
  private final KafkaConsumer<byte[], byte[]> commands;
  private final KafkaProducer<byte[], byte[]> results;
  private final ConcurrentLinkedQueue<ProducerRecord<byte[], byte[]>> published =
      new ConcurrentLinkedQueue<>();
  private final Map<String, OperationResult> latest = new ConcurrentHashMap<>();
  private final Map<String, Function<ActivityCommand, Optional<OperationResult>>> answers =
      new ConcurrentHashMap<>();
  private final Thread worker;

  public AnsweringLoyalty(String bootstrapServers, EventCodec codec) {
    this.codec = codec;
    var bytes = new ByteArrayDeserializer();
    this.commands =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "answering-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest"),
            bytes,
            bytes);
    this.results =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.worker = Thread.ofPlatform().name("answering-loyalty").start(this::work);
  }

  private void work() {
    try (commands) {
      commands.subscribe(List.of(Topics.COMMANDS));
      while (true) {
        for (var record : commands.poll(Duration.ofMillis(100))) {
          if (codec.decode(Topics.COMMANDS, record.value())
              instanceof Decoded.Event(ActivityCommand command, _)) {
            answers
                .getOrDefault(
                    command.getInvocation().getMemberId(), each -> Optional.of(resultOf(each)))
                .apply(command)
                .ifPresent(this::publish);
          }
        }
      }
    } catch (WakeupException closed) {
      return;
    }
  }

  /** Answers a portal's commands like this from now on; some perhaps not at all. */
  public void answers(String memberId, Function<ActivityCommand, Optional<OperationResult>> how) {
    answers.put(memberId, how);
  }

  /** The usual answer. */
  public static OperationResult resultOf(ActivityCommand command) {
    var invocation = command.getInvocation();
    var refused = command.getRefusal() != null;
    return OperationResult.newBuilder()
        .setResultId(Ids.resultId(UUID.fromString(command.getCommandId())).toString())
        .setCommandId(command.getCommandId())
        .setMemberId(invocation.getMemberId())
        .setOperation(command.getOperation())
        .setInvocation(invocation)
        .setReceivedAt(invocation.getReceivedAt())
        .setEffectiveAt(invocation.getReceivedAt())
        .setStatus(refused ? "error" : "success")
        .setErrorCode(refused ? "input_invalid" : "")
        .setMessage("Карта 79780000000: начислено 150,00 RUB & ещё 10% = всё.")
        .setSettings(ProgramSettings.newBuilder().build())
        .setReturned(
            List.of(
                new Variable("card_number", "79780000000"),
                new Variable("card_balance", "650.00"),
                new Variable("amount", "150.00")))
        .build();
  }

  /** Puts a result on its topic. */
  public void publish(OperationResult result) {
    latest.put(result.getMemberId(), result);
    var record = record(result.getMemberId(), codec.encode(Topics.RESULTS, result));
    EventHeaders.of(result, "loyalty").forEach(header -> record.headers().add(header));
    published.add(record);
    send(record);
  }

  /** What was answered to the portal's latest command. */
  public OperationResult latestResult(String memberId) {
    return Objects.requireNonNull(latest.get(memberId));
  }

  /** Puts any bytes on the topic of results. */
  public void publish(String memberId, byte[] value) {
    send(record(memberId, value));
  }

  /** Puts everything on the topic once more, byte for byte. */
  public void publishAllAgain() {
    published.forEach(this::send);
  }

  private static ProducerRecord<byte[], byte[]> record(String memberId, byte[] value) {
    return new ProducerRecord<>(Topics.RESULTS, memberId.getBytes(StandardCharsets.UTF_8), value);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      results.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refused a result", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    commands.wakeup();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    results.close(Duration.ofSeconds(5));
  }
}
