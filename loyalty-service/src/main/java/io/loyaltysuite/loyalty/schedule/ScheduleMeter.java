package io.loyaltysuite.loyalty.schedule;

/** Every meter of scheduled work. */
enum ScheduleMeter {
  SETTLED("loyalty.schedule.settled", "Cards written because something became due, by what"),
  REVIEWED("loyalty.schedule.reviewed", "Cards whose level was reviewed, by what became of it"),
  PUT_ASIDE(
      "loyalty.schedule.put.aside",
      "Cards that could not be settled; they are left alone until somebody touches them"),
  FAILED("loyalty.schedule.failed", "Batches of scheduled work that failed and are tried again"),
  BACKLOG(
      "loyalty.schedule.backlog",
      "How long the oldest due card or review has been waiting beyond the grace, 0 when none is");

  private final String meter;
  private final String description;

  ScheduleMeter(String meter, String description) {
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
