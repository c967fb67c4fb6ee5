package io.loyaltysuite.loyalty.stream;

/** Every meter of the Kafka edge. */
enum StreamMeter {
  FAILED_POLLS("loyalty.stream.failed.polls", "Attempts at a poll of commands that failed"),
  UNDECIDED_AGE(
      "loyalty.stream.undecided.age",
      "Age of the oldest command that was read and is not decided, 0 when there is none"),
  DEAD_LETTERS("loyalty.stream.dead.letters", "Records that are no command, by cause"),
  MOVED("loyalty.stream.moved", "Records left to another instance with their partition"),
  PUBLISHED("loyalty.stream.published", "Records acknowledged by the broker"),
  OUTBOX_STUCK(
      "loyalty.stream.outbox.stuck",
      "Since when records of operators, requests and scheduled work cannot be published, 0 while they can"),
  PUBLISH("loyalty.stream.publish", "Time to publish a poll, until the last acknowledgement");

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
