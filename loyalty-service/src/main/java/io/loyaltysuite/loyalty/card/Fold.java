package io.loyaltysuite.loyalty.card;

import org.jspecify.annotations.Nullable;

/** What each kind of entry does to an account. */
final class Fold {

  private Fold() {}

  static Account apply(@Nullable Account account, Entry entry) {
    return NotYet.body(entry);
  }
}
