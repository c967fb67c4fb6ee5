package io.loyaltysuite.loyalty.account;

import java.util.UUID;

/**
 * A portal as the REST interface knows it.
 *
 * @param clientId public id, part of every address
 * @param portalId id of the portal's rows
 * @param settingsVersion version of its program settings that is in force
 */
public record RestAccount(UUID clientId, long portalId, String memberId, long settingsVersion) {}
