package io.loyaltysuite.journal.ingest;

/** The meters of ingest; the tag {@code topic} comes from the suite's own list of topics. */
enum IngestMeter {
  EVENTS("journal.ingest.events", "Records stored; tag: topic"),
  BATCHES(
      "journal.ingest.batches", "Time of one transaction; tag: outcome (stored, fenced, failed)"),
  LAG(
      "journal.ingest.lag",
      "Age of the last stored record while others wait, in seconds; tag: topic"),
  RESTARTS(
      "journal.ingest.restarts",
      "Readers thrown away after a failure; each was followed by a fresh one"),
  GAPS("journal.ingest.gaps", "Offsets that were gone before they were read; tag: topic"),
  REWOUND(
      "journal.ingest.rewound", "Times a topic ended before the journal's position; tag: topic");

  private final String meterName;
  private final String description;

  IngestMeter(String meterName, String description) {
    this.meterName = meterName;
    this.description = description;
  }

  String meterName() {
    return meterName;
  }

  String description() {
    return description;
  }
}
