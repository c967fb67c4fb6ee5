package io.loyaltysuite.simulator.oauth;

import java.time.Instant;

/**
 * Evidence of one refresh of tokens.
 *
 * @param at when
 * @param portal name of the portal
 * @param clientId application
 * @param user owner of the tokens
 * @param premature whether the latest access token given out by a refresh still had most of its
 *     life before it
 */
public record RefreshRecord(
    Instant at, String portal, String clientId, int user, boolean premature) {}
