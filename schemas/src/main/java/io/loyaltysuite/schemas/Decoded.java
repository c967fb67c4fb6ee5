package io.loyaltysuite.schemas;

import org.apache.avro.specific.SpecificRecord;

/** What became of a record's bytes. */
public sealed interface Decoded {

  /**
   * An event of the suite. Compare events by what they say, not by {@code equals}: Avro's fails on
   * lists whose elements have an optional instant.
   *
   * @param schemaId the id it was written with
   */
  record Event(SpecificRecord value, int schemaId) implements Decoded {}

  /** Never an event, however often it is tried. */
  record Poison(String cause) implements Decoded {}

  /** Not known now: the registry is away and the schema is not remembered. Try again later. */
  record Unavailable(String cause) implements Decoded {}
}
