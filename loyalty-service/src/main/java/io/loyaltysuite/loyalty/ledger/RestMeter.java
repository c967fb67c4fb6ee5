package io.loyaltysuite.loyalty.ledger;

/** Every meter of the requests that wait for their decision. */
enum RestMeter {
  WAITING("loyalty.rest.waiting", "Requests that wait for their turn to be decided"),
  WAIT("loyalty.rest.wait", "From a request's coming to the transaction that decides it"),
  BATCH("loyalty.rest.batch", "Requests decided in one transaction");

  private final String meter;
  private final String description;

  RestMeter(String meter, String description) {
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
