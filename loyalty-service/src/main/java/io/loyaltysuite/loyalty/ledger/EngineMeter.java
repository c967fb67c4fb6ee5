package io.loyaltysuite.loyalty.ledger;

/** Every meter of the engine. */
enum EngineMeter {
  BATCHES("loyalty.engine.batches", "Transactions that decided a poll or a part of one.", ""),
  COMMANDS("loyalty.engine.commands", "Commands by outcome; repeated ones keep theirs.", "outcome"),
  REJECTIONS("loyalty.engine.rejections", "Error results by code of the catalogue.", "code"),
  POLL("loyalty.engine.poll", "Time to decide a poll, from its first statement to commit.", ""),
  SPLITS("loyalty.engine.splits", "Polls halved because one of their commands failed.", ""),
  RERUNS("loyalty.engine.reruns", "Polls run again because another writer was faster.", ""),
  LAG("loyalty.engine.lag", "Time from receiving a command to its decision.", "");

  private final String meter;
  private final String description;
  private final String tag;

  EngineMeter(String meter, String description, String tag) {
    this.meter = meter;
    this.description = description;
    this.tag = tag;
  }

  String meter() {
    return meter;
  }

  String description() {
    return description;
  }

  /** Name of the one tag; empty when there is none. */
  String tag() {
    return tag;
  }
}
