package io.loyaltysuite.journal.bundle;

/** A process with more in it than one bundle may hold. */
public final class BundleTooLarge extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BundleTooLarge(String message) {
    super(message);
  }
}
