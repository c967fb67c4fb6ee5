package io.loyaltysuite.gateway.portal;

/** What came of one HTTP request. */
sealed interface HttpReply {

  /**
   * A whole answer.
   *
   * @param location the header of that name; empty when there is none
   */
  record Received(int status, String body, String location) implements HttpReply {}

  /** Nothing usable came back; whether the request was carried out is unknown. */
  record Missing(String cause) implements HttpReply {}
}
