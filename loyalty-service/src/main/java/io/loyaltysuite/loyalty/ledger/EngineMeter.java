package io.loyaltysuite.loyalty.ledger;

/** Every meter of the engine. */
enum EngineMeter {
  BATCH("loyalty.engine.batch", "Commands decided in one transaction"),
  COMMANDS("loyalty.engine.commands", "Commands by outcome; repeated ones keep their first one"),
  REJECTIONS("loyalty.engine.rejections", "Error results by code of the catalogue"),
  POLL("loyalty.engine.poll", "Time to decide a poll, from its first statement to commit"),
  SPLITS("loyalty.engine.splits", "Polls halved because one of their commands failed"),
  RERUNS("loyalty.engine.reruns", "Polls run again because another writer was faster"),
  LAG("loyalty.engine.lag", "From accepting a webhook to its decision");

  private final String meter;
  private final String description;

  EngineMeter(String meter, String description) {
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
