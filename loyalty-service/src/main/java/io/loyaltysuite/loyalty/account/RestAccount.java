package io.loyaltysuite.loyalty.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A portal as the REST interface knows it.
 *
 * @param clientId public id, part of every address
 * @param portalId id of the portal's rows
 * @param settingsVersion version of its program settings that is in force
 * @param requestsPerSecond how many of its requests are answered in a second; null: as configured
 * @param cardIdIsUserKey whether the id of a card proves its holder
 */
public record RestAccount(
    UUID clientId,
    long portalId,
    String memberId,
    long settingsVersion,
    @Nullable Integer requestsPerSecond,
    boolean cardIdIsUserKey) {}
