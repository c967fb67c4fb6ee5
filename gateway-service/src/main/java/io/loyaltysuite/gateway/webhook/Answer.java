package io.loyaltysuite.gateway.webhook;

import java.util.Locale;

/** What a sender is told. Nobody resends a webhook, so only 200 means that it will be worked on. */
enum Answer {
  /** Durable: a result will follow. */
  ACCEPTED(200),
  /** An application event, durable or of no interest. */
  NOTED(200),
  /** Neither an activity call nor an application event, or beyond the limits of a form. */
  MALFORMED(400),
  /** The sender is not proved to be a portal that installed the application. */
  FORBIDDEN(403),
  /** The sender's address is none of those that webhooks may come from. */
  FOREIGN_ADDRESS(403),
  WRONG_METHOD(405),
  TOO_LARGE(413),
  WRONG_CONTENT_TYPE(415),
  /** This portal has its share of the room already; others are not held up by it. */
  PORTAL_BUSY(429),
  /** Not durable, so not accepted. */
  UNAVAILABLE(503),
  /** A bug. */
  FAILED(500);

  private final int status;
  private final String word = name().toLowerCase(Locale.ROOT);
  private final String json = "{\"status\":\"" + word + "\"}";

  Answer(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Tag of metrics and word of the body. */
  String word() {
    return word;
  }

  String json() {
    return json;
  }
}
