package io.loyaltysuite.loyalty.ledger;

import org.springframework.stereotype.Component;

/** Every table of the ledger. */
@Component
record Tables(
    Portals portals, Decisions decisions, CardIndex index, Accounts accounts, Entries entries) {}
