package io.loyaltysuite.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.strategy.TopicIdStrategy;
import io.loyaltysuite.schemas.Decoded.Event;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds with every registry, database and broker that we name as supported. */
abstract class CodecContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Surroundings world = surroundings();

  abstract Surroundings surroundings();

  @BeforeEach
  void createTopics() {
    Map<String, Object> admin = Map.of("bootstrap.servers", world.bootstrapServers());
    Topics.create(admin, 2, (short) 1);
    Topics.create(admin, 2, (short) 1);
  }

  @Test
  void servicesThatStartTogetherAgreeOnTheIds() throws Exception {
    var memory = new JdbcSchemaMemory(world.database());
    Callable<List<Integer>> start = () -> idsOf(world.settings(), memory);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new HashSet<List<Integer>>();
      for (var started : threads.invokeAll(List.of(start, start, start))) {
        all.add(started.get());
      }
      assertThat(all).hasSize(1);
    }
    assertThat(memory.all()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(idsOf(Surroundings.settings(world.registry(), false), memory))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void kafkasClientsCarryEvents(EventType type) {
    var topic = type.topic();
    send(topic, Samples.of(type));
    var records = read(topic, new AvroDeserializer(), serdeSettings());
    assertThat(tree(records.getLast().value())).isEqualTo(tree(Samples.of(type)));
  }

  @Test
  void poisonStopsAPlainConsumerWhereItIs() {
    var topic = ownTopic("poison");
    try (var producer =
        new KafkaProducer<String, byte[]>(
            Map.of("bootstrap.servers", world.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      assertThat(producer.send(new ProducerRecord<>(topic, "{}".getBytes(UTF_8))))
          .succeedsWithin(LIMIT);
    }
    assertThatThrownBy(() -> read(topic, new AvroDeserializer(), serdeSettings()))
        .isInstanceOf(RecordDeserializationException.class)
        .hasRootCauseMessage("length: 2 bytes (expected: at least 5)");
  }

  /** Knows nothing of us: only the registry's address and Avro. */
  @ParameterizedTest
  @EnumSource
  void anIndependentDecoderReadsEveryTopic(EventType type) throws Exception {
    send(type.topic(), Samples.of(type));
    try (var http = HttpClient.newHttpClient()) {
      for (var record : read(type.topic(), new ByteArrayDeserializer(), Map.of())) {
        var bytes = ByteBuffer.wrap(record.value());
        assertThat(bytes.get()).isZero();
        var uri = URI.create(world.registry() + "/schemas/ids/" + bytes.getInt());
        var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        var schema =
            new org.apache.avro.Schema.Parser()
                .parse(JSON.readTree(answer.body()).path("schema").stringValue());
        var in = DecoderFactory.get().binaryDecoder(record.value(), 5, bytes.remaining(), null);
        assertThat(new GenericDatumReader<>(schema).read(null, in)).isNotNull();
        assertThat(in.isEnd()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void apicuriosDeserializerReadsOurs(EventType type) {
    try (var codec = codec();
        var theirs = new AvroKafkaDeserializer<SpecificRecord>()) {
      theirs.configure(apicurio(), false);
      var bytes = codec.encode(type.topic(), Samples.of(type));
      var read = theirs.deserialize(type.topic(), bytes);
      assertThat(read).hasSameClassAs(Samples.of(type));
      assertThat(tree(read)).isEqualTo(tree(Samples.of(type)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ourCodecReadsApicuriosSerializer(EventType type) {
    try (var codec = codec();
        var theirs = new AvroKafkaSerializer<SpecificRecord>()) {
      theirs.configure(apicurio(), false);
      var bytes = theirs.serialize(type.topic(), Samples.of(type));
      var read = (Event) codec.decode(type.topic(), bytes);
      assertThat(tree(read.value())).isEqualTo(tree(Samples.of(type)));
    }
  }

  private EventCodec codec() {
    return EventCodec.start(world.settings(), new JdbcSchemaMemory(world.database()));
  }

  private static List<Integer> idsOf(CodecSettings settings, SchemaMemory memory) {
    var ids = new ArrayList<Integer>();
    try (var codec = EventCodec.start(settings, memory)) {
      for (var type : EventType.values()) {
        ids.add(ByteBuffer.wrap(codec.encode("any", Samples.of(type))).getInt(1));
      }
    }
    return ids;
  }

  private String ownTopic(String name) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", world.bootstrapServers()))) {
      var topic = new NewTopic(name, 1, (short) 1);
      assertThat(admin.createTopics(List.of(topic)).all()).succeedsWithin(LIMIT);
    }
    return name;
  }

  private void send(String topic, SpecificRecord event) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            world.bootstrapServers(),
            "schema.registry.url",
            world.registry().toString(),
            "key.serializer",
            StringSerializer.class,
            "value.serializer",
            AvroSerializer.class);
    try (var producer = new KafkaProducer<String, SpecificRecord>(settings)) {
      assertThat(producer.send(new ProducerRecord<>(topic, Samples.MEMBER, event)))
          .succeedsWithin(LIMIT);
    }
  }

  /** Everything on the topic, from its beginning; there is something. */
  private <V> List<ConsumerRecord<byte[], V>> read(
      String topic, Deserializer<V> values, Map<String, ?> valueSettings) {
    values.configure(valueSettings, false);
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", world.bootstrapServers(), "auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), values)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<byte[], V>>();
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (ends.keySet().stream().anyMatch(p -> consumer.position(p) < endOf(ends, p))) {
        assertThat(System.nanoTime()).as("read %s in time", topic).isLessThan(deadline);
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      assertThat(records).isNotEmpty();
      return records;
    }
  }

  private static long endOf(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  private Map<String, String> serdeSettings() {
    return Map.of("schema.registry.url", world.registry().toString());
  }

  /** Confluent's wire format and subjects, as Apicurio's clients call them. */
  private Map<String, Object> apicurio() {
    return Map.of(
        "apicurio.registry.url",
        world.nativeRegistry().toString(),
        "apicurio.registry.artifact-resolver-strategy",
        TopicIdStrategy.class.getName(),
        "apicurio.registry.find-latest",
        true,
        "apicurio.registry.use-id",
        "contentId",
        "apicurio.registry.headers.enabled",
        false,
        "apicurio.registry.use-specific-avro-reader",
        true);
  }

  private static JsonNode tree(SpecificRecord event) {
    return JSON.readTree(event.toString());
  }
}
