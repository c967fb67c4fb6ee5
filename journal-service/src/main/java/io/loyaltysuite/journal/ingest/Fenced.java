package io.loyaltysuite.journal.ingest;

/** Somebody else has moved a position since this instance read it; what it carries is old. */
final class Fenced extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Fenced(Place expected, long found) {
    super(
        "topic %d partition %d: next offset %d (expected: %d)"
            .formatted(expected.topicNo(), expected.partition(), found, expected.next()));
  }
}
