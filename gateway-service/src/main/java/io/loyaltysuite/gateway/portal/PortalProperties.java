package io.loyaltysuite.gateway.portal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How portals and the authorization server are asked.
 *
 * @param connectTimeout how long to wait for a connection
 * @param requestTimeout how long one request may take as a whole; portals cut calls off at 60 s
 * @param maxResponse size of an answer beyond which it is not read
 * @param maxConnections connections open at the same moment, to all hosts together
 * @param previousTokenGrace how long the application_token from before an update is still believed
 * @param eventPatience how long an application event is tried before it is given up
 * @param maxPendingEvents application events that may wait for their verification, of all portals
 * @param maxPendingEventsPerPortal application events of one portal that may wait
 * @param checkInterval how often is looked whether a portal still knows all activities and robots
 * @param refreshInterval how often the portals in memory are compared with the database
 */
@Validated
@ConfigurationProperties("gateway.portal")
record PortalProperties(
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("65s") Duration requestTimeout,
    @DefaultValue("4MB") DataSize maxResponse,
    @DefaultValue("256") @Min(1) @Max(10000) int maxConnections,
    @DefaultValue("1d") Duration previousTokenGrace,
    @DefaultValue("1d") Duration eventPatience,
    @DefaultValue("10000") @Min(1) int maxPendingEvents,
    @DefaultValue("20") @Min(1) int maxPendingEventsPerPortal,
    @DefaultValue("6h") Duration checkInterval,
    @DefaultValue("1s") Duration refreshInterval) {}
