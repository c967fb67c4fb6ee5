package io.loyaltysuite.journal.ingest;

import io.loyaltysuite.journal.event.Gap;
import io.loyaltysuite.schemas.Topics;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions it is given, each from its place in the database, and has every poll stored.
 * The group only spreads the work: that every offset is stored once rests on the positions alone.
 *
 * <pre>
 *   assigned ──▶ paused, without a place ──▶ place from the database ──▶ reading
 *                      ▲                                                   │ │
 *                      ├────────── fenced, or topic created anew ──────────┘ │
 *                      └── offsets gone: gap recorded, place behind it ──────┘
 * </pre>
 */
final class Reader implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
  private static final Duration POLL = Duration.ofMillis(250);

  /** Far more polls than the group needs to hand partitions over. */
  private static final int MAX_POLLS_WITHOUT_POSITION = 100;

  private final Consumer<byte[], byte[]> consumer;
  private final TopicIds topicIds;
  private final Positions positions;
  private final Intake intake;
  private final IngestMetrics metrics;
  private final Waiting waiting;
  private final Clock clock;
  private final Duration topicCheck;

  private final Map<TopicPartition, Place> places = new HashMap<>();
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private final Set<TopicPartition> rewound = new HashSet<>();
  private Instant nextTopicCheck;
  private int pollsWithoutPosition;

  Reader(
      Consumer<byte[], byte[]> consumer,
      TopicIds topicIds,
      Positions positions,
      Intake intake,
      IngestMetrics metrics,
      Waiting waiting,
      Clock clock,
      Duration topicCheck) {
    this.consumer = consumer;
    this.topicIds = topicIds;
    this.positions = positions;
    this.intake = intake;
    this.metrics = metrics;
    this.waiting = waiting;
    this.clock = clock;
    this.topicCheck = topicCheck;
    this.nextTopicCheck = clock.instant().plus(topicCheck);
  }

  /** Goes on until told otherwise, or until something fails that needs a fresh start. */
  void read(BooleanSupplier running) throws SQLException {
    consumer.subscribe(Topics.ALL, this);
    while (running.getAsBoolean()) {
      step();
    }
  }

  private void step() throws SQLException {
    try {
      var polled = consumer.poll(POLL);
      pollsWithoutPosition = 0;
      store(polled);
      checkTopics();
      findPlaces();
    } catch (OffsetOutOfRangeException e) {
      for (var partition : e.offsetOutOfRangePartitions().keySet()) {
        goOnBehindHole(partition);
      }
    } catch (NoOffsetForPartitionException e) {
      awaitAssignment(e);
    } catch (Fenced e) {
      LOG.info("another instance was faster, reading the positions again: {}", e.getMessage());
      forget(consumer.assignment());
    }
  }

  /**
   * The client looks for committed positions as soon as the group names partitions, often before it
   * tells {@link #onPartitionsAssigned}. The group has none, on purpose. Nothing is read meanwhile:
   * a partition without a position is not fetched, and only {@link #place} lets one be read.
   */
  private void awaitAssignment(NoOffsetForPartitionException e) {
    pollsWithoutPosition++;
    if (pollsWithoutPosition > MAX_POLLS_WITHOUT_POSITION) {
      throw e;
    }
    LOG.debug("not assigned yet: {}", e.partitions());
  }

  private void store(ConsumerRecords<byte[], byte[]> polled) throws SQLException {
    var batch = Batch.of(polled, places);
    noteWaiting(batch, polled);
    if (!batch.isEmpty() && !isCreatedAnew(batch)) {
      commit(batch);
      places.putAll(batch.ends());
      for (var gap : batch.gaps()) {
        LOG.warn("offsets without a record: {}", gap);
      }
    }
    measureLag(polled);
  }

  /**
   * Whether a topic was deleted and created again: then the client may have gone on at the old
   * topic's offset in the new one, and nobody can say which of the two a record was on.
   */
  private boolean isCreatedAnew(Batch batch) throws SQLException {
    return forgetCreatedAnew(
        topicIds.numbers(
            batch.began().keySet().stream().map(TopicPartition::topic).distinct().toList()));
  }

  private void commit(Batch batch) throws SQLException {
    var begin = System.nanoTime();
    var outcome = IngestMetrics.Outcome.FAILED;
    try {
      intake.store(batch);
      outcome = IngestMetrics.Outcome.STORED;
      metrics.stored(batch);
    } catch (Fenced e) {
      outcome = IngestMetrics.Outcome.FENCED;
      throw e;
    } finally {
      metrics.took(outcome, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private void checkTopics() throws SQLException {
    var now = clock.instant();
    if (now.isBefore(nextTopicCheck)) {
      return;
    }
    nextTopicCheck = now.plus(topicCheck);
    forget(rewound);
    rewound.clear();
    if (!places.isEmpty()) {
      forgetCreatedAnew(topicIds.numbers(Topics.ALL));
    }
  }

  /** Returns whether there are any. */
  private boolean forgetCreatedAnew(Map<String, Short> numbers) {
    var others = new HashSet<TopicPartition>();
    places.forEach(
        (partition, place) -> {
          if (isAnother(numbers.get(partition.topic()), place)) {
            others.add(partition);
          }
        });
    if (!others.isEmpty()) {
      LOG.warn("created anew, reading from their beginning: {}", others);
      forget(others);
    }
    return !others.isEmpty();
  }

  private static boolean isAnother(@Nullable Short number, Place place) {
    return number != null && number != place.topicNo();
  }

  private void findPlaces() throws SQLException {
    if (unplaced.isEmpty()) {
      return;
    }
    var numbers =
        topicIds.numbers(unplaced.stream().map(TopicPartition::topic).distinct().toList());
    for (var partition : Set.copyOf(unplaced)) {
      var number = numbers.get(partition.topic());
      if (number != null) {
        place(partition, positions.place(number, partition.partition()));
      }
    }
  }

  private void place(TopicPartition partition, Place place) {
    places.put(partition, place);
    unplaced.remove(partition);
    consumer.seek(partition, place.next());
    consumer.resume(Set.of(partition));
  }

  /** Stops reading these until their places are read from the database again. */
  private void forget(Collection<TopicPartition> partitions) {
    consumer.pause(partitions);
    places.keySet().removeAll(partitions);
    unplaced.addAll(partitions);
  }

  private void goOnBehindHole(TopicPartition partition) throws SQLException {
    var place = places.get(partition);
    if (place == null) {
      return;
    }
    var all = Set.of(partition);
    long first = consumer.beginningOffsets(all).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(all).getOrDefault(partition, 0L);
    if (isAnother(topicIds.numbers(Set.of(partition.topic())).get(partition.topic()), place)) {
      LOG.warn("created anew, reading from its beginning: {}", partition);
      forget(all);
    } else if (place.next() < first) {
      recordHole(partition, place, first);
    } else if (place.next() > end) {
      waitForPosition(partition, place, end);
    } else {
      place(partition, place);
    }
  }

  private void recordHole(TopicPartition partition, Place place, long first) throws SQLException {
    var gap =
        new Gap(place.topicNo(), place.partition(), place.next(), first - 1, Gap.Cause.RETENTION);
    intake.skip(place, gap);
    metrics.lost(partition.topic(), gap);
    LOG.error("{}: gone before it was read: {}", partition, gap);
    place(partition, place.at(first));
  }

  /** The broker lost what the journal has. Offsets used again would be other events: never mix. */
  private void waitForPosition(TopicPartition partition, Place place, long end) {
    metrics.rewound(partition.topic());
    LOG.error("{}: ends at {}, before the journal's position {}", partition, end, place.next());
    consumer.pause(Set.of(partition));
    places.remove(partition);
    rewound.add(partition);
  }

  /** Until it is stored, however many readers fail at it. */
  private void noteWaiting(Batch batch, ConsumerRecords<byte[], byte[]> polled) {
    for (var partition : batch.began().keySet()) {
      waiting.since(partition, polled.records(partition).getFirst().timestamp());
    }
  }

  /** A partition without a known lag, such as one whose place is not known, keeps what it has. */
  private void measureLag(ConsumerRecords<byte[], byte[]> polled) {
    waiting.keepOnly(consumer.assignment());
    for (var partition : consumer.assignment()) {
      if (consumer.currentLag(partition).orElse(-1) == 0) {
        waiting.none(partition);
      }
    }
    for (var partition : polled.partitions()) {
      if (consumer.currentLag(partition).orElse(0) > 0) {
        waiting.since(partition, polled.records(partition).getLast().timestamp());
      }
    }
  }

  /** The placeholder 0 is never read from: the partition stays paused until it has its place. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    for (var partition : assigned) {
      consumer.seek(partition, 0);
    }
    forget(assigned);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    places.keySet().removeAll(revoked);
    unplaced.removeAll(revoked);
    rewound.removeAll(revoked);
  }
}
