package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.card.Language;
import io.loyaltysuite.loyalty.card.Rejection;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with an error of the catalogue. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int NOT_FOUND = 404;

  private final Rejection rejection;
  private final int status;
  private final String field;
  private final transient @Nullable Map<String, String> values;
  private Duration after = Duration.ofSeconds(1);

  private Refusal(
      Rejection rejection,
      int status,
      String field,
      String message,
      @Nullable Map<String, String> values) {
    super(message, null, false, false);
    this.rejection = rejection;
    this.status = status;
    this.field = field;
    this.values = values;
  }

  /** A refusal whose sentence is still to be written. */
  static Refusal of(Rejection rejection, Map<String, String> values) {
    var field = values.getOrDefault("field", "");
    return new Refusal(rejection, rejection.restStatus(), field, rejection.code(), values);
  }

  /** The address leads to nothing, whatever the status of the refusal is elsewhere. */
  static Refusal nowhere(Rejection rejection) {
    return new Refusal(rejection, NOT_FOUND, "", rejection.code(), Map.of());
  }

  static Refusal of(Rejection rejection) {
    return of(rejection, Map.of());
  }

  static Refusal missing(String field) {
    return of(Rejection.INPUT_REQUIRED, Map.of("field", field));
  }

  static Refusal invalid(String field, String value) {
    return of(Rejection.INPUT_INVALID, Map.of("field", field, "value", value));
  }

  /** The same, telling when it may be worth to ask again. */
  Refusal after(Duration wait) {
    after = wait;
    return this;
  }

  /** When the same request may succeed, if that is a matter of time. */
  Duration after() {
    return after;
  }

  /** What the domain decided, in its own words. */
  static Refusal decided(Rejection rejection, String sentence) {
    return new Refusal(rejection, rejection.restStatus(), "", sentence, null);
  }

  Rejection rejection() {
    return rejection;
  }

  int status() {
    return status;
  }

  /** The part of the request that is wrong; empty when that is not one part. */
  String field() {
    return field;
  }

  String sentence(Language language) {
    var given = values;
    return given == null ? String.valueOf(getMessage()) : rejection.sentence(language, given);
  }
}
