package io.loyaltysuite.gateway.work;

/** Meters of work in portals. */
enum WorkMeter {
  STORED("gateway.work.stored", "Works in portals that decisions asked for"),
  RETRIES("gateway.work.retries", "Turns after which a work has to be tried again"),
  DONE("gateway.work.done", "Works in portals that ended, by outcome or the code of the failure"),
  DOUBTS(
      "gateway.work.doubts",
      "Works that ended as failed although their deal may have been changed; each is in the audit"),
  LAG("gateway.work.lag", "From storing a work to its end"),
  OPEN("gateway.work.open", "Works that have not ended: pending, or planned (they may be written)"),
  AGE(
      "gateway.work.age",
      "Age of the oldest work that has not ended, paused portals aside, 0 when there is none"),
  FORGOTTEN("gateway.work.forgotten", "Rows of finished works that were removed");

  private final String id;
  private final String description;

  WorkMeter(String id, String description) {
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
