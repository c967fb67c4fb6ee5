package io.loyaltysuite.schemas;

import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;

/** What is known of the schema a record was written with. */
sealed interface WriterSchema {

  /** Reads into this build's record. */
  record Resolved(EventType type, DatumReader<SpecificRecord> reader) implements WriterSchema {}

  /** Will never be readable by this build. */
  record Unreadable(String cause) implements WriterSchema {}

  /** Cannot be known now. */
  record Unavailable(String cause) implements WriterSchema {}
}
