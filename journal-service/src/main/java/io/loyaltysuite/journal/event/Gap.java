package io.loyaltysuite.journal.event;

/**
 * Offsets that nobody can read any more, by name, so that the journal can be complete.
 *
 * @param firstOffset first lost, included
 * @param lastOffset last lost, included
 */
public record Gap(short topicNo, int partition, long firstOffset, long lastOffset, Cause cause) {

  /** Why the offsets cannot be read. */
  public enum Cause {
    /** The topic's retention (or an administrator) removed them before they were read. */
    RETENTION,
    /** The broker has no record there: markers of transactions, or compaction. */
    NO_RECORD
  }

  public long size() {
    return lastOffset - firstOffset + 1;
  }
}
