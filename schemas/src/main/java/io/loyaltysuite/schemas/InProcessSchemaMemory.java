package io.loyaltysuite.schemas;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** A memory as long as the process. */
final class InProcessSchemaMemory implements SchemaMemory {

  private final ConcurrentHashMap<String, RememberedSchema> byFingerprint =
      new ConcurrentHashMap<>();

  @Override
  public List<RememberedSchema> all() {
    return List.copyOf(byFingerprint.values());
  }

  @Override
  public void remember(RememberedSchema schema) {
    byFingerprint.putIfAbsent(schema.fingerprint(), schema);
  }
}
