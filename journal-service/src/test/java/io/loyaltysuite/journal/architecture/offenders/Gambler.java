package io.loyaltysuite.journal.architecture.offenders;

import java.util.UUID;

/** Asks chance. */
public final class Gambler {
  public UUID roll() {
    return UUID.randomUUID();
  }
}
