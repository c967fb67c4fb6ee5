package io.loyaltysuite.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.standalone.parts.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.binder.kafka.config.ClientFactoryCustomizer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * A consumer as the running service gives it to the binder, told to leave before it took on a
 * further partition.
 */
class PromptLeaveIT {

  private static final String BROKER = Parts.shared().kafka().bootstrapServers();

  @SuppressWarnings("NullAway.Init")
  private static RunningGateway gateway;

  private final String topic = "prompt-leave-" + UUID.randomUUID();
  private final List<TopicPartition> told = new ArrayList<>();

  @BeforeAll
  static void startGateway() {
    gateway = RunningGateway.start();
  }

  @AfterAll
  static void stopGateway() {
    gateway.close();
  }

  @Test
  void leavesWithPartitionsItWasGivenMeanwhile() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER));
        var stays = consumer()) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
      stays.subscribe(List.of(topic), askingForPositions(stays));
      try (var goes = consumer()) {
        goes.subscribe(List.of(topic), askingForPositions(goes));
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  stays.poll(Duration.ofMillis(100));
                  goes.poll(Duration.ofMillis(100));
                  return stays.assignment().size() == 1 && goes.assignment().size() == 1;
                });
      }
      assertThat(told).isNotEmpty();
      told.clear();
      await().atMost(Duration.ofSeconds(30)).until(() -> isGivenBoth(group(admin)));
      long before = System.nanoTime();

      stays.unsubscribe();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
      await().atMost(Duration.ofSeconds(20)).until(() -> group(admin).members().isEmpty());
      assertThat(told).isEmpty();
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    var factory =
        new DefaultKafkaConsumerFactory<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                BROKER,
                "group.id",
                topic,
                "group.protocol",
                "consumer",
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    gateway.bean(ClientFactoryCustomizer.class).configure(factory);
    return factory.createConsumer();
  }

  /** What the container's listener does. */
  private ConsumerRebalanceListener askingForPositions(Consumer<?, ?> consumer) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(consumer::position);
        told.addAll(partitions);
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    };
  }

  private ConsumerGroupDescription group(Admin admin) throws Exception {
    var groups = admin.describeConsumerGroups(List.of(topic)).describedGroups();
    return groups.values().iterator().next().get();
  }

  private static boolean isGivenBoth(ConsumerGroupDescription group) {
    return group.members().stream()
        .anyMatch(each -> each.assignment().topicPartitions().size() == 2);
  }
}
