package io.loyaltysuite.journal.ingest;

/** The meters of ingest. */
enum IngestMeter {
  EVENTS("journal.ingest.events", "Records stored"),
  DELAY("journal.ingest.delay", "From a record's own time to its storing"),
  BATCHES("journal.ingest.batches", "Time of one transaction, by how it ended"),
  LAG(
      "journal.ingest.lag",
      "Age of the oldest record that waits to be stored, as far as it is known; 0 when none does"),
  RESTARTS(
      "journal.ingest.restarts",
      "Readers thrown away after a failure; each was followed by a fresh one"),
  GAPS("journal.ingest.gap.offsets", "Offsets that were gone before they were read"),
  REWOUND("journal.ingest.rewound", "Times a topic ended before the journal's position");

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
