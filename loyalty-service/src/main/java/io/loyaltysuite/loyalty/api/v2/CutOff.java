package io.loyaltysuite.loyalty.api.v2;

/** A streamed answer cannot be finished. */
final class CutOff extends RuntimeException {

  private static final long serialVersionUID = 1;

  CutOff(Throwable cause) {
    super("the answer is cut off", cause);
  }
}
