package io.loyaltysuite.loyalty.card;

/** Stands where a body follows. */
final class NotYet {

  private NotYet() {}

  @SuppressWarnings("TypeParameterUnusedInFormals")
  static <T> T body(Object about) {
    if (about instanceof NotYet) {
      throw new IllegalStateException();
    }
    throw new UnsupportedOperationException("body follows");
  }
}
