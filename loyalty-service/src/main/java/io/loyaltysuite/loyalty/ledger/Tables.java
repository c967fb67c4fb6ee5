package io.loyaltysuite.loyalty.ledger;

import org.springframework.stereotype.Component;

/** Every table of the ledger. */
@Component
record Tables(
    Portals portals,
    Decisions decisions,
    CardIndex index,
    Reports reports,
    Accounts accounts,
    Entries entries,
    ContactRows contacts,
    RequestKeys requestKeys,
    Outbox outbox) {}
