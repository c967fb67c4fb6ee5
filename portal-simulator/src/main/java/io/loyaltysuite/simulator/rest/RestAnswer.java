package io.loyaltysuite.simulator.rest;

import java.util.Map;
import java.util.OptionalInt;

/** What a REST method says. */
sealed interface RestAnswer {

  /**
   * It worked.
   *
   * @param result the {@code result} of the envelope
   * @param next offset of the next page
   * @param total records in all pages
   */
  record Done(Object result, OptionalInt next, OptionalInt total) implements RestAnswer {
    Done(Object result) {
      this(result, OptionalInt.empty(), OptionalInt.empty());
    }
  }

  /**
   * It did not.
   *
   * @param status HTTP status
   * @param error code
   * @param description words
   */
  record Refused(int status, String error, String description) implements RestAnswer, Admission {
    Map<String, Object> inBatch() {
      return Map.of(
          "error",
          error,
          "error_description",
          error.equals("insufficient_scope") ? "" : description);
    }
  }

  static RestAnswer yes() {
    return new Done(true);
  }

  static RestAnswer badRequest(String error, String description) {
    return new Refused(400, error, description);
  }

  static RestAnswer denied(String detail) {
    return new Refused(403, "ACCESS_DENIED", ("Access denied! " + detail).strip());
  }
}
