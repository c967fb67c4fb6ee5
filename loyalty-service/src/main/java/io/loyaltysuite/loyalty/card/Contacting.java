package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.card.Operation.AddContact;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Adds contacts; who they are is nobody's business but the caller's. */
final class Contacting {

  private Contacting() {}

  static Decision decide(AddContact contact, Situation now, Checks checks) {
    if (!checks.passed()) {
      return now.reject(null, checks);
    }
    UUID id = AddContact.contactId(now.command().id());
    Returned returned = new Returned(now.command()).with("contact_id", id.toString());
    return now.accept(
        List.of(),
        claims(contact, id),
        returned.with((Account) null),
        now.wording().pick("Клиент добавлен.", "The client was added."));
  }

  /** Who looks for a card learns that this client is known and may have none. */
  static List<Claim> claims(AddContact contact, UUID id) {
    Set<Key> keys = new LinkedHashSet<>(Holder.of("", contact.externalIds()).keys());
    if (!contact.phone().isEmpty()) {
      keys.add(new Key(Kind.PHONE, contact.phone()));
    }
    if (!contact.email().isEmpty()) {
      keys.add(new Key(Kind.EMAIL, contact.email()));
    }
    return keys.stream().map(key -> new Claim(key, Found.person(id))).toList();
  }
}
