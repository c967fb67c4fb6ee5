package io.loyaltysuite.gateway.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events leave the database.
 *
 * @param batchSize events published together
 * @param pollInterval how often is looked for events that nobody announced, such as those of a
 *     stopped instance
 * @param acknowledgeTimeout how long to wait for the broker before the same events are tried again
 */
@Validated
@ConfigurationProperties("gateway.outbox")
record OutboxProperties(
    @DefaultValue("500") @Min(1) @Max(5000) int batchSize,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("30s") Duration acknowledgeTimeout) {}
