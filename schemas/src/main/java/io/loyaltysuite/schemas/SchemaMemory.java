package io.loyaltysuite.schemas;

import java.util.List;

/** Remembers the registry's ids, so that a service runs while the registry is away. */
public interface SchemaMemory {

  /** Everything remembered so far. */
  List<RememberedSchema> all();

  /** Remembers for good. A schema already remembered stays as it is. */
  void remember(RememberedSchema schema);

  /** Forgets with the process: for tools and plain Kafka clients without a database. */
  static SchemaMemory inProcess() {
    return new InProcessSchemaMemory();
  }
}
