package io.loyaltysuite.schemas;

import java.util.List;

/** Compares what the registry says with what is remembered. Pure. */
final class SchemaComparison {

  private SchemaComparison() {}

  /** Refuses a schema that has another id now, and an id that has another schema now. */
  static void requireSame(List<RememberedSchema> remembered, RememberedSchema current) {
    for (var before : remembered) {
      boolean sameSchema = before.fingerprint().equals(current.fingerprint());
      boolean sameId = before.id() == current.id();
      if (sameSchema && !sameId) {
        throw new SchemaMismatch(
            "subject %s: the registry says id %d (remembered: id %d)"
                .formatted(current.subject(), current.id(), before.id()));
      }
      if (sameId && !sameSchema) {
        throw new SchemaMismatch(
            "id %d: the registry gives it to a schema of %s (remembered: another schema, of %s)"
                .formatted(current.id(), current.subject(), before.subject()));
      }
    }
  }

  /** Refuses to register again what had an id already: the registry is another one, or emptied. */
  static void requireNew(List<RememberedSchema> remembered, EventType type, String registry) {
    var fingerprint = SchemaText.fingerprint(type.published());
    for (var before : remembered) {
      if (before.fingerprint().equals(fingerprint)) {
        throw new SchemaMismatch(
            "subject %s: the registry at %s does not know this schema (remembered: id %d)"
                .formatted(type.subject(), registry, before.id()));
      }
    }
  }
}
