package io.loyaltysuite.simulator.demo;

/** Something a person can act upon; only the message is shown. */
public final class DemoFailure extends RuntimeException {

  DemoFailure(String message) {
    super(message);
  }

  DemoFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
