package io.loyaltysuite.journal.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the readers running: whatever fails (Kafka away, PostgreSQL away, a bug), a reader is
 * thrown away and a fresh one starts from the database's positions after a pause, without end.
 */
@Component
class Ingest implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final IngestProperties settings;
  private final KafkaProperties kafka;
  private final Positions positions;
  private final Intake intake;
  private final IngestMetrics metrics;
  private final List<Thread> threads = new ArrayList<>();
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  Ingest(
      IngestProperties settings,
      KafkaProperties kafka,
      Positions positions,
      Intake intake,
      IngestMetrics metrics) {
    this.settings = settings;
    this.kafka = kafka;
    this.positions = positions;
    this.intake = intake;
    this.metrics = metrics;
  }

  @Override
  public boolean isAutoStartup() {
    return settings.enabled();
  }

  @Override
  public synchronized void start() {
    stopped = new CountDownLatch(1);
    for (int number = 0; number < settings.consumers(); number++) {
      int reader = number;
      threads.add(Thread.ofPlatform().name("journal-ingest-" + number).start(() -> run(reader)));
    }
  }

  @Override
  public synchronized void stop() {
    stopped.countDown();
    for (var thread : threads) {
      join(thread);
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private void run(int reader) {
    var pause = FIRST_PAUSE;
    var waiting = metrics.waiting();
    while (isRunning()) {
      var began = System.nanoTime();
      try {
        readUntilFailure(reader, waiting);
      } catch (WakeupException stopping) {
        return;
      } catch (Exception e) {
        boolean ranWell =
            System.nanoTime() - began > settings.maxBackoff().multipliedBy(2).toNanos();
        pause = ranWell ? FIRST_PAUSE : longer(pause);
        metrics.restarted();
        LOG.warn("reading stopped, again in {} ms: {}", pause.toMillis(), e.toString());
        LOG.debug("reading stopped", e);
        awaitStop(pause);
      }
    }
  }

  private void readUntilFailure(int number, Waiting waiting) throws Exception {
    try (var topicIds = new TopicIds(kafka.buildAdminProperties(), positions);
        var consumer = new KafkaConsumer<byte[], byte[]>(consumerSettings(number));
        var _ = metrics.client(consumer)) {
      new Reader(
              consumer,
              topicIds,
              positions,
              intake,
              metrics,
              waiting,
              Clock.systemUTC(),
              settings.topicCheck())
          .read(this::isRunning);
    }
  }

  private Map<String, Object> consumerSettings(int number) {
    var all = new HashMap<String, Object>(kafka.buildConsumerProperties());
    all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, "journal-ingest-" + number);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatchRecords());
    all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, (int) settings.minFetchSize().toBytes());
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, (int) settings.maxFetchSize().toBytes());
    all.put(
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(settings.fetchWait().toMillis()));
    all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    return all;
  }

  private Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(settings.maxBackoff()) < 0 ? doubled : settings.maxBackoff();
  }

  private void awaitStop(Duration pause) {
    try {
      if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
