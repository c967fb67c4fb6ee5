package io.loyaltysuite.journal.ingest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.loyaltysuite.journal.event.Gap;
import io.loyaltysuite.journal.event.NewEvent;
import io.loyaltysuite.journal.event.RecordHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One poll, ready to be stored: its records in order, the offsets that have none, and the places
 * where it begins and ends. Pure.
 */
record Batch(
    List<NewEvent> events,
    List<Gap> gaps,
    Map<TopicPartition, Place> began,
    Map<TopicPartition, Place> ends) {

  /**
   * Takes the records of partitions whose place is known, from that place on; others wait until
   * their place is known, since the consumer is rewound to it then.
   */
  static Batch of(ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, Place> places) {
    var batch =
        new Batch(
            new ArrayList<>(polled.count()),
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    for (var partition : polled.partitions()) {
      var place = places.get(partition);
      if (place != null) {
        batch.add(partition, place, polled.records(partition));
      }
    }
    return batch;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** The records' own times by topic, in milliseconds. */
  Map<String, List<Long>> times() {
    var names = new HashMap<Short, String>();
    began.forEach((partition, place) -> names.put(place.topicNo(), partition.topic()));
    return events.stream()
        .collect(
            groupingBy(
                event -> Objects.requireNonNull(names.get(event.topicNo())),
                mapping(NewEvent::timestamp, toList())));
  }

  private void add(
      TopicPartition partition, Place place, List<ConsumerRecord<byte[], byte[]>> records) {
    long next = place.next();
    for (var record : records) {
      if (record.offset() < next) {
        continue;
      }
      if (record.offset() > next) {
        gaps.add(
            new Gap(
                place.topicNo(),
                place.partition(),
                next,
                record.offset() - 1,
                Gap.Cause.NO_RECORD));
      }
      events.add(event(place, record));
      next = record.offset() + 1;
    }
    if (next != place.next()) {
      began.put(partition, place);
      ends.put(partition, place.at(next));
    }
  }

  private static NewEvent event(Place place, ConsumerRecord<byte[], byte[]> record) {
    var headers =
        Arrays.stream(record.headers().toArray())
            .map(header -> new RecordHeader(header.key(), header.value()))
            .toList();
    return new NewEvent(
        place.topicNo(),
        place.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        headers,
        record.value());
  }
}
