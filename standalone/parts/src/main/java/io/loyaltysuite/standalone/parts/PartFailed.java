package io.loyaltysuite.standalone.parts;

/** A part could not be started or stopped; the message tells a person why and where to look. */
public final class PartFailed extends RuntimeException {

  PartFailed(String message) {
    super(message);
  }

  PartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
