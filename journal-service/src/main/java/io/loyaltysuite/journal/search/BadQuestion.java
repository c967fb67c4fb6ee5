package io.loyaltysuite.journal.search;

/**
 * A question that cannot be answered as it was asked; the message says what came and what is
 * expected.
 */
public final class BadQuestion extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BadQuestion(String message) {
    super(message);
  }
}
