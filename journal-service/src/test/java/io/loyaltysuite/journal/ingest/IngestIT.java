package io.loyaltysuite.journal.ingest;

import static io.loyaltysuite.journal.Writer.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.journal.JournalProgram;
import io.loyaltysuite.journal.JournalUnderTest;
import io.loyaltysuite.journal.Writer;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.EmbeddedPostgres;
import io.loyaltysuite.standalone.parts.Parts;
import io.loyaltysuite.standalone.parts.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every offset of every topic is stored once and unaltered, or stands in a named gap. */
class IngestIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String RESTARTS = "journal_ingest_restarts_total";
  private static final String FENCED = "journal_ingest_batches_seconds_count{outcome=\"fenced\"}";
  private static final String NO_REGISTRY = "--suite.registry.url=http://127.0.0.1:9/none";

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private Writer writer;
  private Database database;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Map.of());
    writer = new Writer(kafka.bootstrapServers());
    database = Parts.shared().freshDatabase("journal");
  }

  @AfterEach
  void stop() {
    writer.close();
    kafka.close();
  }

  @Test
  void keepsRecordsOfAnyShapeUnaltered() {
    createTopics();
    var poison = new byte[] {7, 0, -1, -2};
    var oddHeaders =
        new RecordHeaders()
            .add("ce_id", poison)
            .add("ce_id", utf8("a\0b"))
            .add("na\0me", null)
            .add("correlation_id", utf8("x".repeat(10_000)))
            .add("ce_time", utf8("not a time"));
    writer.send(Topics.COMMANDS, "портал", oddHeaders, poison);
    writer.send(Topics.RESULTS, "nul\0key", new RecordHeaders(), null);
    // A segment is kept as long as its newest record is: one from today saves the old ones.
    writer.send(new ProducerRecord<>(Topics.AUDIT, 0, utf8("today"), utf8("new")));
    writer.flush();
    writer.send(new ProducerRecord<>(Topics.AUDIT, 0, 0L, null, new byte[0]));
    writer.send(new ProducerRecord<>(Topics.AUDIT, 0, 1L << 40, poison, poison));
    writer.send(new ProducerRecord<>(Topics.DELIVERIES, utf8("k"), new byte[] {0, 0x7f, 0, 0, 1}));
    writer.send(new ProducerRecord<>(Topics.DEAD_LETTERS, utf8("k"), new byte[4_000_000]));
    writer.flush();

    try (var journal = journal()) {
      awaitAllStored();
      assertThat(Ledger.count(database, "select count(*) from event_strays")).isEqualTo(2);
      assertThat(journal.metric("journal_ingest_events_total{topic=\"loyalty.audit.v1\"}"))
          .isEqualTo(3);
      assertThat(journal.metric(RESTARTS)).isZero();
    }
  }

  @Test
  void keepsEveryOffsetOnceWhileTwoInstancesFight() {
    createTopics();
    write(0, 1000);
    try (var one = journal();
        var other = journal("--journal.ingest.group=rival", "--journal.ingest.consumers=2")) {
      var written = new AtomicInteger(1000);
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                write(written.get(), written.addAndGet(500));
                return one.metric(FENCED) + other.metric(FENCED) >= 3;
              });
      awaitAllStored();
      assertThat(one.metric(RESTARTS) + other.metric(RESTARTS)).isZero();
    }
  }

  @Test
  void goesOnWhereAnotherWasKilled() {
    createTopics();
    write(0, 5000);
    try (var killed = program()) {
      await().atMost(LIMIT).until(() -> Ledger.events(database) > 0);
      assertThat(killed.isRunning()).isTrue();
    }
    write(5000, 6000);
    try (var next = journal()) {
      awaitAllStored();
      assertThat(next.metric(RESTARTS)).isZero();
    }
    write(6000, 6100);
    try (var third = journal()) {
      awaitAllStored();
      assertThat(third.metric(RESTARTS)).isZero();
    }
  }

  @Test
  void waitsForTopicsThatDoNotExistYet() {
    try (var journal = journal()) {
      assertThat(journal.context().isRunning()).isTrue();
      createTopics();
      write(0, 100);
      awaitAllStored();
    }
  }

  @Test
  void losesNothingWhenTheDatabaseIsKilled() {
    createTopics();
    try (var postgres =
        EmbeddedPostgres.start(folder.resolve("postgres"), Ports.free(), "journal-test")) {
      database = postgres.database("journal");
      try (var journal = journal()) {
        write(0, 2000);
        await().atMost(LIMIT).until(() -> Ledger.events(database) > 0);
        postgres.kill();
        write(2000, 4000);
        postgres.start();
        write(4000, 5000);
        awaitAllStored();
        assertThat(journal.context().isRunning()).isTrue();
      }
    }
  }

  @Test
  void losesNothingWhenTheBrokerCrashes() {
    createTopics();
    try (var journal = journal()) {
      write(0, 500);
      kafka.stopAbruptly();
      kafka.start();
      write(500, 1000);
      awaitAllStored();
      assertThat(journal.context().isRunning()).isTrue();
    }
  }

  @Test
  void namesWhatRetentionTookBeforeItWasRead() throws Exception {
    createTopics();
    for (int number = 0; number < 10; number++) {
      writer.send(new ProducerRecord<>(Topics.RESULTS, 1, null, utf8("k"), utf8("v" + number)));
    }
    writer.flush();
    var partition = new TopicPartition(Topics.RESULTS, 1);
    try (var admin = admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(7))).all().get();
    }

    try (var journal = journal()) {
      awaitAllStored();
      assertThat(Ledger.events(database)).isEqualTo(3);
      assertThat(journal.metric("journal_ingest_gap_offsets_total{topic=\"loyalty.results.v1\"}"))
          .isEqualTo(7);
      assertThat(journal.metric(RESTARTS)).isZero();
    }
    assertThat(
            Ledger.count(
                database,
                "select count(*) from gap join topic using (topic_no) where name ="
                    + " 'loyalty.results.v1' and partition_no = 1 and first_offset = 0"
                    + " and last_offset = 6 and cause = 'retention'"))
        .isEqualTo(1);
  }

  /** The new topic is longer than the old one, so that the old position means something in it. */
  @Test
  void readsTopicThatWasCreatedAnewFromItsBeginning() throws Exception {
    createTopics();
    writeCommands("old", 100);
    try (var journal = journal("--journal.ingest.topic-check=1h")) {
      awaitAllStored();
      createCommandsAnew();
      writeCommands("new", 300);
      await().atMost(LIMIT).until(() -> Ledger.events(database) >= 400);
      assertThat(Ledger.keysOfTopicsNamed(database, Topics.COMMANDS))
          .containsExactly("old 100", "new 300");
      assertThat(journal.context().isRunning()).isTrue();
    }
  }

  /** Nothing comes from the new topic by itself here: only comparing the ids finds it. */
  @Test
  void noticesTopicCreatedAnewThatEndsWhereTheOldOneDid() throws Exception {
    createTopics();
    writeCommands("old", 30);
    try (var journal = journal("--journal.ingest.topic-check=300ms")) {
      awaitAllStored();
      createCommandsAnew();
      writeCommands("new", 30);
      await().atMost(LIMIT).until(() -> Ledger.events(database) >= 60);
      assertThat(Ledger.keysOfTopicsNamed(database, Topics.COMMANDS))
          .containsExactly("old 30", "new 30");
      assertThat(journal.context().isRunning()).isTrue();
    }
  }

  private void createCommandsAnew() throws Exception {
    try (var admin = admin()) {
      admin.deleteTopics(List.of(Topics.COMMANDS)).all().get();
    }
    await().atMost(LIMIT).ignoreExceptions().until(this::createTopics);
    writer.close();
    writer = new Writer(kafka.bootstrapServers());
  }

  private void writeCommands(String key, int count) {
    for (int number = 0; number < count; number++) {
      writer.send(
          new ProducerRecord<>(Topics.COMMANDS, 0, null, utf8(key), utf8("value " + number)));
    }
    writer.flush();
  }

  private JournalProgram program() {
    return JournalProgram.start(database, kafka.bootstrapServers(), NO_REGISTRY);
  }

  private JournalUnderTest journal(String... settings) {
    var all = new ArrayList<>(List.of(settings));
    all.add(NO_REGISTRY);
    return JournalUnderTest.start(database, kafka.bootstrapServers(), all.toArray(String[]::new));
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private boolean createTopics() {
    Topics.create(Map.of("bootstrap.servers", kafka.bootstrapServers()), 3, (short) 1);
    return true;
  }

  private void write(int from, int to) {
    for (int number = from; number < to; number++) {
      var topic = Topics.ALL.get(number % Topics.ALL.size());
      writer.sendOpaque(topic, "portal-" + number % 7, number);
    }
    writer.flush();
  }

  private void awaitAllStored() {
    var expected = Ledger.onBroker(kafka.bootstrapServers());
    await().atMost(LIMIT).until(() -> Ledger.events(database) >= expected.size());
    assertThat(Ledger.inJournal(database)).isEqualTo(expected);
  }
}
