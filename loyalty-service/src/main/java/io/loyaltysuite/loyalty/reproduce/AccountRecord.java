package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.Account;

/** Accounts as the snapshots of results; tables may store them in the same form. */
public final class AccountRecord {

  private AccountRecord() {}

  public static io.loyaltysuite.schemas.v1.Account write(Account account) {
    return NotYet.body(account);
  }

  public static Account read(io.loyaltysuite.schemas.v1.Account recorded) {
    return NotYet.body(recorded);
  }
}
