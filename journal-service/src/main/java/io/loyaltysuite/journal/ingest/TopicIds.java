package io.loyaltysuite.journal.ingest;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which topic a name means now: a topic deleted and created again is another one. */
final class TopicIds implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Admin admin;
  private final Positions positions;
  private final Map<Uuid, Short> known = new HashMap<>();

  TopicIds(Map<String, Object> adminSettings, Positions positions) {
    this.admin = Admin.create(adminSettings);
    this.positions = positions;
  }

  /** The store's numbers of those topics that exist. */
  Map<String, Short> numbers(Collection<String> names) throws SQLException {
    var numbers = new HashMap<String, Short>();
    for (var asked : admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        var topic = asked.getValue().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        numbers.put(asked.getKey(), number(topic));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw new KafkaException("topics cannot be described", e.getCause());
        }
      } catch (TimeoutException e) {
        throw new KafkaException("topics cannot be described within " + LIMIT, e);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
    return numbers;
  }

  /** An id is asked for before every transaction; its number never changes. */
  private short number(TopicDescription topic) throws SQLException {
    var number = known.get(topic.topicId());
    if (number == null) {
      number = positions.topicNo(topic.topicId().toString(), topic.name());
      known.put(topic.topicId(), number);
    }
    return number;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
