package io.loyaltysuite.gateway.operate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A portal as operators see it. Holds no secret.
 *
 * @param checkNote what the last look at its activities found: ok, repaired, or the portal's error
 * @param pausedUntil until when the portal is left alone, and why
 * @param pending replies on their way
 * @param abandoned replies that were given up and can be sent again
 */
record PortalView(
    @JsonProperty("member_id") String memberId,
    String status,
    @JsonProperty("client_endpoint") String clientEndpoint,
    @JsonProperty("server_endpoint") String serverEndpoint,
    String language,
    @JsonProperty("user_id") String userId,
    String version,
    @JsonProperty("installed_at") Instant installedAt,
    @JsonProperty("changed_at") Instant changedAt,
    @JsonProperty("checked_at") @Nullable Instant checkedAt,
    @JsonProperty("check_at") Instant checkAt,
    @JsonProperty("check_note") String checkNote,
    @JsonProperty("paused_until") @Nullable Instant pausedUntil,
    @JsonProperty("pause_reason") String pauseReason,
    long pending,
    long abandoned) {}
