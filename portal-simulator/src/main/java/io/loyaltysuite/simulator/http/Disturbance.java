package io.loyaltysuite.simulator.http;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Requests that a proxy or a broken server spoils (protocol 9.8).
 *
 * @param share share of requests it hits, 0 to 1
 * @param status status it answers with; 0 closes the connection without an answer
 * @param body what it answers, as HTML; for 302 the address
 * @param effect whether the request was worked on nevertheless
 */
public record Disturbance(double share, int status, String body, boolean effect) {

  /** None. */
  public static final Disturbance NONE = new Disturbance(0, 0, "", false);

  /** This share of requests gets this status and has no effect. */
  public static Disturbance refusing(double share, int status) {
    return new Disturbance(share, status, "<html><h1>" + status + "</h1></html>", false);
  }

  /** This share of requests is worked on, but nobody learns about it. */
  public static Disturbance swallowing(double share) {
    return new Disturbance(share, 0, "", true);
  }

  /** Every request is sent elsewhere, to this address. */
  public static Disturbance misleading(String location) {
    return new Disturbance(1, 302, location, false);
  }

  /** Whether it hits this request. */
  public boolean strikes() {
    return share > 0 && ThreadLocalRandom.current().nextDouble() < share;
  }

  /** What the client sees. */
  public Answer answer() {
    return switch (status) {
      case 0 -> Answer.none();
      case 302 -> Answer.moved(body);
      default -> Answer.text(status, "text/html", body);
    };
  }
}
