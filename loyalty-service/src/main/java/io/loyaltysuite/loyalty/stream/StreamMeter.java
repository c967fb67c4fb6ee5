package io.loyaltysuite.loyalty.stream;

/** Every meter of the Kafka edge. */
enum StreamMeter {
  FAILED_ATTEMPTS("loyalty.stream.failed.attempts", "Attempts at a poll that failed."),
  DEAD_LETTERS("loyalty.stream.dead.letters", "Records that are no command."),
  LOST("loyalty.stream.lost.records", "Records dropped because their partition moved away."),
  PUBLISHED("loyalty.stream.published", "Records acknowledged by the broker."),
  PUBLISH("loyalty.stream.publish", "Time to publish a poll, until the last acknowledgement.");

  private final String meter;
  private final String description;

  StreamMeter(String meter, String description) {
    this.meter = meter;
    this.description = description;
  }

  String meter() {
    return meter;
  }

  String description() {
    return description;
  }
}
