package io.loyaltysuite.journal.architecture.offenders;

import java.time.Instant;
import java.util.function.Supplier;

/** Asks the clock, hidden in a method reference. */
public final class Impatient {
  public Supplier<Instant> hurry() {
    return Instant::now;
  }
}
