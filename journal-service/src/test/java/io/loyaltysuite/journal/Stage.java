package io.loyaltysuite.journal;

import static io.loyaltysuite.journal.Samples.NOON;
import static io.loyaltysuite.journal.Samples.command;
import static io.loyaltysuite.journal.Samples.report;
import static io.loyaltysuite.journal.Samples.result;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.schemas.CodecSettings;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.JdbcSchemaMemory;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One journal for all tests that only ask, with two portals: {@code mine} has the process {@code
 * story} (a success whose result stands on the topic twice, an error, deliveries with a retry, and
 * a poison record) and {@code theirs} has {@code secret}.
 */
public final class Stage {

  public static final byte[] POISON = {7, 6, 5, 4, 3, 2, 1, 0};

  public final StubLoyalty loyalty = new StubLoyalty();
  public final JournalUnderTest journal;
  private final EventCodec codec;
  private final Writer writer;

  private Stage() {
    var kafka = Parts.shared().kafka().bootstrapServers();
    Topics.create(Map.of("bootstrap.servers", kafka), 3, (short) 1);
    journal =
        JournalUnderTest.start(
            Parts.shared().freshDatabase("journal"),
            kafka,
            JournalUnderTest.registry(),
            "--journal.loyalty-url=" + loyalty.url());
    codec = codec(Parts.shared().freshDatabase("writer"));
    writer = new Writer(kafka);
    tellStories();
    await().atMost(Duration.ofSeconds(60)).until(this::hasEverything);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-stage"));
  }

  /** Starts it once; when that fails, every test that needs it fails at once. */
  public static Stage get() {
    return Started.STAGE;
  }

  private static final class Started {
    static final Stage STAGE = new Stage();
  }

  private void tellStories() {
    var accrued = accrual("mine", "story", "A1", "success", "Начислено 150 бонусов.");
    publish(accrued);
    deliver(accrued);
    accrual("mine", "story", "A2", "error", "Карта 7978 заблокирована, бонусы не начислены.");
    poison();
    accrual("theirs", "secret", "A1", "success", "Начислено.");
    accrual("mine", "twin", "A1", "success", "Начислено.");
    accrual("theirs", "twin", "A1", "success", "Начислено.");
    writer.flush();
  }

  private OperationResult accrual(
      String portal, String workflow, String step, String status, String message) {
    var command = command(portal, workflow, step);
    send(
        Topics.COMMANDS,
        portal,
        EventHeaders.of(command, "/gateway"),
        codec.encode(Topics.COMMANDS, command));
    var result = result(command, status, message);
    publish(result);
    return result;
  }

  private void publish(OperationResult result) {
    send(
        Topics.RESULTS,
        result.getMemberId(),
        EventHeaders.of(result, "/loyalty"),
        codec.encode(Topics.RESULTS, result));
  }

  private void deliver(OperationResult result) {
    var kinds = Map.of("queued", 0, "retry", 1, "sent", 2);
    kinds.forEach(
        (kind, attempt) -> {
          var report = report(result, kind, attempt, NOON.plusMillis(100 + 2000L * attempt));
          send(
              Topics.DELIVERIES,
              result.getMemberId(),
              EventHeaders.of(report, "/gateway"),
              codec.encode(Topics.DELIVERIES, report));
        });
  }

  private void poison() {
    var headers = EventHeaders.of(command("mine", "story", "A3"), "/gateway");
    send(Topics.COMMANDS, "mine", headers, POISON);
  }

  /** Every record lies within the first minute after noon, so that periods can be asked for. */
  private void send(String topic, String key, Headers headers, byte[] value) {
    writer.send(
        new ProducerRecord<>(
            topic, null, NOON.toEpochMilli() + sent++ * 100, Writer.utf8(key), value, headers));
  }

  private int sent;

  private boolean hasEverything() {
    return journal
            .get(JournalUnderTest.OPERATOR, "/api/events?workflow=twin&limit=10")
            .body()
            .split("\"offset\"", -1)
            .length
        == 5;
  }

  private static EventCodec codec(Database database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return EventCodec.start(
        new CodecSettings(Parts.shared().registry().url(), true, Duration.ofSeconds(5)),
        new JdbcSchemaMemory(source));
  }

  private void stop() {
    writer.close();
    codec.close();
    loyalty.close();
  }
}
