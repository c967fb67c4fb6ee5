package io.loyaltysuite.schemas;

import java.time.Duration;

/**
 * How topics are laid out when they are made.
 *
 * @param partitions of each topic; more can be added later, but a portal's records then change
 *     their partition
 * @param replicationFactor brokers that hold each record
 * @param minInSyncReplicas brokers that must have a record before it counts as written
 * @param retention how long a record is kept; at least {@link Topics#RETENTION}
 */
public record TopicLayout(
    int partitions, short replicationFactor, short minInSyncReplicas, Duration retention) {

  public TopicLayout {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: " + partitions + " (expected: >= 1)");
    }
    if (minInSyncReplicas < 1 || minInSyncReplicas > replicationFactor) {
      throw new IllegalArgumentException(
          "min in-sync replicas: %d (expected: 1 to the replication factor, %d)"
              .formatted(minInSyncReplicas, replicationFactor));
    }
    if (retention.compareTo(Topics.RETENTION) < 0) {
      throw new IllegalArgumentException(
          "retention: " + retention + " (expected: >= " + Topics.RETENTION + ")");
    }
  }

  /** With three replicas or more, two must have a record, so that one broker may be away. */
  static TopicLayout of(int partitions, short replicationFactor) {
    short inSync = (short) (replicationFactor >= 3 ? 2 : 1);
    return new TopicLayout(partitions, replicationFactor, inSync, Topics.RETENTION);
  }
}
