package io.loyaltysuite.schemas;

/** The registry is away and what is needed from it is not remembered; trying again may help. */
public final class RegistryUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailable(String message) {
    super(message);
  }
}
