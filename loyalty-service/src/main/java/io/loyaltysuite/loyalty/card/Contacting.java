package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.AddContact;

/** Adds contacts; who they are is nobody's business but the caller's. */
final class Contacting {

  private Contacting() {}

  static Decision decide(Situation now, Checks checks) {
    if (!checks.passed()) {
      return now.reject(null, checks);
    }
    Returned returned =
        new Returned(now.command())
            .with("contact_id", AddContact.contactId(now.command().id()).toString());
    return now.look(
        null, returned, now.wording().pick("Клиент добавлен.", "The client was added."));
  }
}
