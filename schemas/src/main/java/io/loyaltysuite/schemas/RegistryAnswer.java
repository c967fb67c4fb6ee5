package io.loyaltysuite.schemas;

/** What a registry said. */
sealed interface RegistryAnswer {

  /** Knows the schema by this id. */
  record Known(int id) implements RegistryAnswer {}

  /** Gave the text of a schema. */
  record Text(String schema) implements RegistryAnswer {}

  /** Is there and does not have it. */
  record Missing(String words) implements RegistryAnswer {}

  /** Is there and says no: incompatible, not allowed, or not a registry at all. */
  record Refused(int status, String words) implements RegistryAnswer {

    /** Whether it refused the schema itself, for good. */
    boolean incompatible() {
      return status == 409 || status == 422;
    }
  }

  /** Could not be asked. */
  record Away(String cause) implements RegistryAnswer {}
}
