package io.loyaltysuite.loyalty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loyaltysuite.schemas.CodecSettings;
import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.RememberedSchema;
import io.loyaltysuite.schemas.SchemaMemory;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A broker, a registry and a database with the service on them. */
public final class Rig implements AutoCloseable {

  public static final String TOKEN = "token-of-the-services";

  /** What an operator shows: a login of the settings, as HTTP Basic. */
  public static final String OPERATOR =
      "Basic " + Base64.getEncoder().encodeToString("olga:operators-password".getBytes(UTF_8));

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
  public void sendRaw(String memberId, byte @Nullable [] value) {
    var _ = producer.send(new ProducerRecord<>(Topics.COMMANDS, memberId.getBytes(UTF_8), value));
    producer.flush();
  }

  /** Every record of a topic that belongs to the portal, in order. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic, String memberId) {
    return read(topic, each -> memberId.equals(new String(each.key(), UTF_8)));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    try (var consumer = consumer()) {
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

  /** Whether the group has committed everything that stands on the commands topic. */
  public boolean everythingCommitted() {
    try (var consumer = consumer()) {
      var committed = committed();
      return consumer.endOffsets(partitions(Topics.COMMANDS)).entrySet().stream()
          .allMatch(end -> committed.getOrDefault(end.getKey(), 0L).equals(end.getValue()));
    }
  }

  /** Commands of the portal that lie behind the committed offsets and have no result. */
  public List<String> committedWithoutResult(String memberId) {
    var committed = committed();
    var answered =
        read(Topics.RESULTS, memberId).stream()
            .map(each -> EventHeaders.text(each.headers(), EventHeaders.CAUSATION_ID))
            .collect(Collectors.toSet());
    return read(Topics.COMMANDS, memberId).stream()
        .filter(
            each ->
                each.offset()
                    < committed.getOrDefault(
                        new TopicPartition(each.topic(), each.partition()), 0L))
        .map(each -> codec.decode(Topics.COMMANDS, each.value()))
        .map(each -> ((ActivityCommand) ((Decoded.Event) each).value()).getCommandId())
        .filter(id -> !answered.contains(id))
        .toList();
  }

  private static Map<TopicPartition, Long> committed() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker()))) {
      var offsets = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
      return offsets.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker(),
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            64 * 1024 * 1024),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Decisions the ledger has for a portal. */
  public long decisions(String memberId) {
    return sql()
        .sql(
            """
            select count(*) from decision d join portal p on p.id = d.portal_id
            where p.member_id = ?
            """)
        .param(memberId)
        .query(Long.class)
        .single();
  }

  /** First column of a query, as texts. */
  public List<String> texts(String query, Object... parameters) {
    return sql().sql(query).params(parameters).query(String.class).stream()
        .map(text -> Objects.requireNonNull(text))
        .toList();
  }

  /** Cards whose state is not the sum of their entries; there must be none. */
  public long brokenCards() {
    return sql()
        .sql(
            """
            select count(*) from account a
            where balance <> (select coalesce(sum(amount), 0) from entry e
                              where e.portal_id = a.portal_id and e.card_id = a.card_id)
               or seq <> (select count(*) from entry e
                          where e.portal_id = a.portal_id and e.card_id = a.card_id)
            """)
        .query(Long.class)
        .single();
  }

  /** Results of a portal, decoded, one per result id; copies are checked to be equal. */
  public Map<String, OperationResult> results(String memberId) {
    var first = new HashMap<String, ConsumerRecord<byte[], byte[]>>();
    var results = new LinkedHashMap<String, OperationResult>();
    for (var each : read(Topics.RESULTS, memberId)) {
      var id = EventHeaders.text(each.headers(), EventHeaders.CE_ID);
      var copy = first.putIfAbsent(id, each);
      if (copy == null) {
        var event =
            (OperationResult) ((Decoded.Event) codec.decode(Topics.RESULTS, each.value())).value();
        results.put(event.getCommandId(), event);
      } else if (!Arrays.equals(copy.value(), each.value())
          || !copy.headers().equals(each.headers())) {
        throw new AssertionError("copies of result " + id + " differ");
      }
    }
    return results;
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
            "--loyalty.operators.olga.password=operators-password",
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
