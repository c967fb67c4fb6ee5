package io.loyaltysuite.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/** Tells Avro, once per process, that the generated records may be instantiated. */
final class TrustedEvents {

  private static final String GENERATED = EventType.OPERATION_RESULT.record().getNamespace();

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), c -> c.getPackageName().equals(GENERATED)));
  }

  private TrustedEvents() {}

  /** Loading this class is what registers; calling twice does nothing. */
  static void register() {}
}
