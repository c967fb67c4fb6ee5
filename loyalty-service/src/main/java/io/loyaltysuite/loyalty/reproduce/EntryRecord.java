package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.Entry;

/** Entries as the rows of results. */
public final class EntryRecord {

  private EntryRecord() {}

  public static io.loyaltysuite.schemas.v1.Entry write(Entry entry) {
    return NotYet.body(entry);
  }

  public static Entry read(io.loyaltysuite.schemas.v1.Entry recorded) {
    return NotYet.body(recorded);
  }
}
