package io.loyaltysuite.journal.ingest;

/**
 * How far the journal has come in one partition of a topic.
 *
 * @param topicNo the store's number of the topic
 * @param next first offset that is not in the store yet
 */
record Place(short topicNo, int partition, long next) {

  Place at(long offset) {
    return new Place(topicNo, partition, offset);
  }
}
