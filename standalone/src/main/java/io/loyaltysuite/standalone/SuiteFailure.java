package io.loyaltysuite.standalone;

/** Something a person can act upon; only the message is shown. */
final class SuiteFailure extends RuntimeException {

  SuiteFailure(String message) {
    super(message);
  }

  SuiteFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
