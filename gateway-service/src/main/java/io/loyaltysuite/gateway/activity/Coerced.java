package io.loyaltysuite.gateway.activity;

import org.jspecify.annotations.Nullable;

/** What became of one text a portal sent: a value in canonical text, nothing, or a mistake. */
sealed interface Coerced {

  /**
   * A value.
   *
   * @param currency currency that came along with an amount
   */
  record Value(String text, @Nullable String currency) implements Coerced {}

  /** The portal's way of saying "no value", such as contact 0. */
  record Nothing() implements Coerced {}

  /** Not a value of this type. */
  record Wrong() implements Coerced {}

  static Coerced value(String text) {
    return new Value(text, null);
  }

  static Coerced wrong() {
    return new Wrong();
  }
}
