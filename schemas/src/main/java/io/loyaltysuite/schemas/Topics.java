package io.loyaltysuite.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
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

  private Topics() {}

  /**
   * Creates the topics that are missing, with explicit settings; existing ones are left alone.
   * Calling it twice, or from several services at once, does no harm.
   *
   * @param adminConfig settings of a Kafka admin client, {@code bootstrap.servers} at least
   * @throws KafkaException when the broker is away or refuses
   */
  public static void create(
      Map<String, Object> adminConfig, int partitions, short replicationFactor) {
    try (var admin = Admin.create(adminConfig)) {
      var wanted = ALL.stream().map(name -> topic(name, partitions, replicationFactor)).toList();
      admin.createTopics(wanted).values().values().forEach(Topics::awaitCreated);
    }
  }

  static NewTopic topic(String name, int partitions, short replicationFactor) {
    int maxBytes = name.equals(DEAD_LETTERS) ? MAX_DEAD_LETTER_BYTES : MAX_RECORD_BYTES;
    return new NewTopic(name, partitions, replicationFactor)
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(RETENTION.toMillis()),
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(maxBytes),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                replicationFactor >= 3 ? "2" : "1",
                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                "false",
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "CreateTime",
                TopicConfig.COMPRESSION_TYPE_CONFIG,
                "producer"));
  }

  private static void awaitCreated(KafkaFuture<Void> created) {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("topics could not be created: " + e.getCause(), e.getCause());
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
