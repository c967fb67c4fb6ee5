package io.loyaltysuite.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Names and settings of the suite's topics, in one place. Every key is a portal's member id. */
public final class Topics {

  /** Calls of activities, refused ones included; written by the gateway. */
  public static final String COMMANDS = "loyalty.commands.v1";

  /** Decisions with their proof; written by loyalty alone. */
  public static final String RESULTS = "loyalty.results.v1";

  /** What happened to a result on its way to the portal; written by the gateway. */
  public static final String DELIVERIES = "loyalty.deliveries.v1";

  /** What an auditor asks about; written by all. */
  public static final String AUDIT = "loyalty.audit.v1";

  /** Records nobody could process, kept whole; written by all. */
  public static final String DEAD_LETTERS = "loyalty.dead-letters.v1";

  /** Every topic of the suite. */
  public static final List<String> ALL =
      List.of(COMMANDS, RESULTS, DELIVERIES, AUDIT, DEAD_LETTERS);

  /** How long a record is kept at least. */
  public static final Duration RETENTION = Duration.ofDays(14);

  /** Largest record a topic takes; above the gateway's webhook cap. */
  public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

  /** Largest dead letter: the largest record whole, and room for its origin and headers. */
  public static final int MAX_DEAD_LETTER_BYTES = MAX_RECORD_BYTES + 1024 * 1024;

  private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);

  private Topics() {}

  /**
   * Creates the topics that are missing, with explicit settings; existing ones are left alone.
   * Calling it twice, or from several services at once, does no harm. Returns when every partition
   * it created has a leader at work: records that come earlier can leave an idempotent producer
   * stuck until its delivery time ends.
   *
   * @param adminConfig settings of a Kafka admin client, {@code bootstrap.servers} at least
   * @throws KafkaException when the broker is away or refuses, or gives no leaders within 30 s
   */
  public static void create(Map<String, Object> adminConfig, TopicLayout layout) {
    try (var admin = Admin.create(adminConfig)) {
      var wanted = ALL.stream().map(name -> topic(name, layout)).toList();
      var result = admin.createTopics(wanted);
      var created =
          result.values().entrySet().stream()
              .filter(topic -> isCreated(topic.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      awaitLeaders(admin, created, layout.partitions());
    }
  }

  /** Creates the missing topics with the shortest retention. */
  public static void create(
      Map<String, Object> adminConfig, int partitions, short replicationFactor) {
    create(adminConfig, TopicLayout.of(partitions, replicationFactor));
  }

  /**
   * A broker answers "not the leader" while it takes a new partition over. With several requests
   * under way, the first is refused so and the second taken, from whatever sequence number it has,
   * since the partition knows no other; the first then comes out of order however often it is sent.
   * Offsets are told by a leader that is at work, and asking for them waits for it.
   */
  private static void awaitLeaders(Admin admin, List<String> topics, int partitions) {
    var newest = new HashMap<TopicPartition, OffsetSpec>();
    for (var topic : topics) {
      for (int partition = 0; partition < partitions; partition++) {
        newest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + LEADERS_WITHIN.toNanos();
    while (!areLed(admin, newest)) {
      if (System.nanoTime() - deadline > 0) {
        throw new KafkaException("new topics have no leaders after " + LEADERS_WITHIN);
      }
    }
  }

  private static boolean areLed(Admin admin, Map<TopicPartition, OffsetSpec> partitions) {
    try {
      admin.listOffsets(partitions).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false; // The broker that was asked has not heard of the topic yet, for instance.
      }
      throw new KafkaException("leaders of new topics: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  static NewTopic topic(String name, TopicLayout layout) {
    int maxBytes = name.equals(DEAD_LETTERS) ? MAX_DEAD_LETTER_BYTES : MAX_RECORD_BYTES;
    return new NewTopic(name, layout.partitions(), layout.replicationFactor())
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(layout.retention().toMillis()),
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(maxBytes),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(layout.minInSyncReplicas()),
                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                "false",
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "CreateTime",
                TopicConfig.COMPRESSION_TYPE_CONFIG,
                "producer"));
  }

  /** Waits; false for a topic that was there before. */
  private static boolean isCreated(KafkaFuture<Void> created) {
    try {
      created.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new KafkaException("topics could not be created: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
