package io.loyaltysuite.gateway.spool;

/** Meters of the way into Kafka. */
enum SpoolMeter {
  APPEND("gateway.webhook.append", "Time until Kafka took an event or it was given up"),
  COMMANDS(
      "gateway.spool.commands",
      "Commands that Kafka did not take in time: stored in PostgreSQL, rescued by a later"
          + " acknowledgement, or lost because nobody took them"),
  DRAINED(
      "gateway.spool.drained", "Stored commands that Kafka has taken, some cut to their identity"),
  PROBES("gateway.spool.probes", "Attempts to find out whether Kafka takes commands again"),
  DEPTH("gateway.spool.depth", "Commands that wait in PostgreSQL for Kafka"),
  AGE("gateway.spool.age", "How long the oldest of them has waited, 0 when there is none"),
  PARTITIONS(
      "gateway.spool.partitions",
      "Partitions whose commands this instance stores instead of sending"),
  WAITING("gateway.spool.waiting", "Bytes of commands that wait in memory for PostgreSQL");

  private final String id;
  private final String description;

  SpoolMeter(String id, String description) {
    this.id = id;
    this.description = description;
  }

  String id() {
    return id;
  }

  String description() {
    return description;
  }
}
