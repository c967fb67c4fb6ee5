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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One journal for all tests that only ask, with two portals: {@code mine} has the process {@code
 * story} (a success whose result stands on the topic twice, an error, deliveries with a retry, and
 * a poison record) and {@code theirs} has {@code secret}. A third portal, {@code elsewhere}, has
 * only records that cannot be read: the process {@code odd}, and {@code crowd} with more of them
 * than a bundle may hold.
 */
public final class Stage {

  private static final int MAX_BUNDLED = 12;
  private static final byte[] POISON = {7, 6, 5, 4, 3, 2, 1, 0};

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
            "--journal.loyalty-url=" + loyalty.url(),
            "--journal.bundle.max-events=" + MAX_BUNDLED);
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

  /** The value of the record that nobody can decode. */
  public static byte[] poison() {
    return POISON.clone();
  }

  private void tellStories() {
    var accrued = accrual("mine", "story", "A1", "success", "Начислено 150 бонусов.");
    publish(accrued);
    deliver(accrued);
    accrual("mine", "story", "A2", "error", "Карта 7978 заблокирована, бонусы не начислены.");
    sendPoison();
    accrual("theirs", "secret", "A1", "success", "Начислено.");
    odd();
    crowd();
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
    var kinds = List.of("queued", "retry", "sent");
    for (int attempt = 0; attempt < kinds.size(); attempt++) {
      var report =
          report(result, kinds.get(attempt), attempt, NOON.plusMillis(100 + 2000L * attempt));
      send(
          Topics.DELIVERIES,
          result.getMemberId(),
          EventHeaders.of(report, "/gateway"),
          codec.encode(Topics.DELIVERIES, report));
    }
  }

  private void sendPoison() {
    var headers = EventHeaders.of(command("mine", "story", "A3"), "/gateway");
    send(Topics.COMMANDS, "mine", headers, POISON);
  }

  /** No value, no bytes, a schema that nobody knows. */
  private void odd() {
    var unknownSchema = new byte[] {0, 0x7f, 0, 0, 1, 2, 3};
    for (var value : new byte[][] {null, {}, unknownSchema}) {
      sendUnreadable("odd", value);
    }
  }

  private void crowd() {
    for (int i = 0; i <= MAX_BUNDLED; i++) {
      sendUnreadable("crowd", POISON);
    }
  }

  private void sendUnreadable(String workflow, byte @Nullable [] value) {
    var headers = new RecordHeaders().add(EventHeaders.CORRELATION_ID, Writer.utf8(workflow));
    send(Topics.RESULTS, "elsewhere", headers, value);
  }

  /** Every record lies within the first minute after noon, so that periods can be asked for. */
  private void send(String topic, String key, Headers headers, byte @Nullable [] value) {
    writer.send(
        new ProducerRecord<>(
            topic, null, NOON.toEpochMilli() + 100L * sent++, Writer.utf8(key), value, headers));
  }

  private int sent;

  private boolean hasEverything() {
    var stored =
        new JdbcTemplate(journal.bean(DataSource.class))
            .queryForObject("select count(*) from event", Integer.class);
    return Objects.equals(stored, sent);
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
