package io.loyaltysuite.loyalty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loyaltysuite.schemas.CodecSettings;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.RememberedSchema;
import io.loyaltysuite.schemas.SchemaMemory;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A broker, a registry and a database with the service on them. */
public final class Rig implements AutoCloseable {

  public static final String TOKEN = "token-of-the-services";
  public static final String GROUP = "loyalty-decide";
  private static final int PARTITIONS = 6;

  private final Database database;
  private final KafkaProducer<byte[], byte[]> producer;
  private final EventCodec codec;
  private final List<ConfigurableApplicationContext> running = new ArrayList<>();

  public Rig() {
    this(Parts.shared().freshDatabase("loyalty"));
  }

  public Rig(Database database) {
    this.database = database;
    Topics.create(Map.of("bootstrap.servers", broker()), PARTITIONS, (short) 1);
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker(),
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    codec =
        EventCodec.start(
            new CodecSettings(Parts.shared().registry().url(), true, Duration.ofSeconds(10)),
            new NoMemory());
  }

  /** Starts an instance, with further configuration and settings. */
  public ConfigurableApplicationContext start(Collection<Class<?>> more, String... settings) {
    var sources = Stream.concat(Stream.of(LoyaltyApplication.class), more.stream());
    var context =
        new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
            .properties("spring.config.name=loyalty")
            .bannerMode(Banner.Mode.OFF)
            .run(arguments(settings));
    running.add(context);
    return context;
  }

  public ConfigurableApplicationContext start(String... settings) {
    return start(List.of(), settings);
  }

  public void send(ActivityCommand... commands) {
    send(Arrays.asList(commands));
  }

  /** Puts commands on their topic, in order, and waits for the acknowledgements. */
  public void send(List<ActivityCommand> commands) {
    for (var each : commands) {
      var key = each.getInvocation().getMemberId().getBytes(UTF_8);
      var _ =
          producer.send(
              new ProducerRecord<>(Topics.COMMANDS, key, codec.encode(Topics.COMMANDS, each)));
    }
    producer.flush();
  }

  /** Puts bytes on the commands topic. */
  public void sendRaw(String memberId, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(Topics.COMMANDS, memberId.getBytes(UTF_8), value));
    producer.flush();
  }

  /** Every record of a topic that belongs to the portal, in order. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic, String memberId) {
    return read(topic, each -> memberId.equals(new String(each.key(), UTF_8)));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker(),
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                64 * 1024 * 1024),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions = partitions(topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                each -> {
                  if (wanted.test(each)) {
                    found.add(each);
                  }
                });
      }
      return found;
    }
  }

  /** Committed offset of each partition of the commands topic, and where the topic ends. */
  public boolean everythingCommitted() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker()));
        var consumer =
            new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) broker()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      var committed = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
      var ends = consumer.endOffsets(partitions(Topics.COMMANDS));
      return ends.entrySet().stream()
          .allMatch(
              end ->
                  end.getValue() == 0
                      || (committed.get(end.getKey()) != null
                          && committed.get(end.getKey()).offset() == end.getValue()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public EventCodec codec() {
    return codec;
  }

  public JdbcClient sql() {
    return JdbcClient.create(dataSource());
  }

  @Override
  public void close() {
    running.forEach(ConfigurableApplicationContext::close);
    producer.close();
    codec.close();
  }

  private static Set<TopicPartition> partitions(String topic) {
    return Stream.iterate(0, each -> each + 1)
        .limit(PARTITIONS)
        .map(each -> new TopicPartition(topic, each))
        .collect(Collectors.toSet());
  }

  private static String broker() {
    return Parts.shared().kafka().bootstrapServers();
  }

  private DriverManagerDataSource dataSource() {
    return new DriverManagerDataSource(database.url(), database.user(), database.password());
  }

  private String[] arguments(String... settings) {
    var arguments =
        Stream.of(
            "--server.port=0",
            "--management.server.port=0",
            "--suite.service-token=" + TOKEN,
            "--suite.registry.url=" + Parts.shared().registry().url(),
            "--spring.kafka.bootstrap-servers=" + broker(),
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--loyalty.stream.max-back-off=1s",
            "--spring.main.allow-bean-definition-overriding=true",
            "--spring.cloud.stream.binding-retry-interval=1");
    return Stream.concat(arguments, Stream.of(settings)).toArray(String[]::new);
  }

  /** The rig's own codec needs none: the registry is there. */
  private static final class NoMemory implements SchemaMemory {
    @Override
    public List<RememberedSchema> all() {
      return List.of();
    }

    @Override
    public void remember(RememberedSchema schema) {}
  }
}
