package io.loyaltysuite.gateway.delivery;

/** Meters of the way out. */
enum DeliveryMeter {
  RESULTS("gateway.delivery.results", "Results read, by what became of them"),
  FAILED_POLLS("gateway.delivery.failed.polls", "Attempts to store a poll of results that failed"),
  UNSTORED_AGE(
      "gateway.delivery.unstored.age",
      "Age of the oldest result that was read and is not stored, 0 when there is none"),
  STORE_LAG("gateway.delivery.store.lag", "From the decision's publication to its storing"),
  SEND_LAG("gateway.delivery.send.lag", "From storing a decision to the portal's taking the reply"),
  ANSWER_LAG(
      "gateway.delivery.answer.lag",
      "From accepting a webhook to the portal's taking the reply; first sendings only"),
  REPLIES("gateway.delivery.replies", "Replies at the end of a turn, by what became of them"),
  BATCH("gateway.delivery.batch", "Replies in one request"),
  REVIVED(
      "gateway.delivery.revived", "Replies that may be lost in their portal and are sent again"),
  FORGOTTEN("gateway.delivery.forgotten", "Rows of finished deliveries that were removed"),
  UNSENT(
      "gateway.delivery.unsent",
      "Replies to be sent: due, later (a retry or a busy workflow), paused (their whole portal)"),
  DUE_AGE(
      "gateway.delivery.due.age",
      "How long the reply has been due that has been due longest, paused portals aside");

  private final String id;
  private final String description;

  DeliveryMeter(String id, String description) {
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
