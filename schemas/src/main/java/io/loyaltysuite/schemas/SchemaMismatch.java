package io.loyaltysuite.schemas;

/**
 * The registry and this service disagree about a schema or its id; running on would write records
 * that others read wrongly. Needs a person: nothing gets better by trying again.
 */
public final class SchemaMismatch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaMismatch(String message) {
    super(message);
  }
}
