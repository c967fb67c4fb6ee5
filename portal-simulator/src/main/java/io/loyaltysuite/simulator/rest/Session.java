package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.portal.Installation;
import io.loyaltysuite.simulator.portal.User;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls.
 *
 * @param installation application whose token came; empty for an inbound webhook
 * @param user whose rights count
 * @param scopes rights of the token
 */
record Session(Optional<Installation> installation, User user, Set<String> scopes)
    implements Admission {}
