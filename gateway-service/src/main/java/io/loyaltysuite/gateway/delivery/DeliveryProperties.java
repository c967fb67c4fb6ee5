package io.loyaltysuite.gateway.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How results leave for portals.
 *
 * @param maxBatchCalls replies packed into one request; portals accept at most 50, but run the
 *     workflows' continuations of one request in one go and cut them off after a minute
 * @param maxBatchSize size of a request beyond which no further reply is packed into it
 * @param workflowGap time kept between two requests that answer the same workflow; its continuation
 *     may run that long, and an answer that meets it running is lost
 * @param maxFailures attempts that fail for a reason of the reply's own before it is abandoned
 * @param patience how long a reply is tried at all, for instance while its portal is away
 * @param deadlineGrace how long after its step should have stopped waiting a reply is still tried
 * @param resendAfter when a reply that may have been lost in the portal is sent once more
 * @param sweepInterval how often is looked for such replies and for old rows
 * @param keep how long a delivered reply is remembered; longer than the topic keeps results
 */
@Validated
@ConfigurationProperties("gateway.delivery")
record DeliveryProperties(
    @DefaultValue("20") @Min(1) @Max(50) int maxBatchCalls,
    @DefaultValue("1MB") DataSize maxBatchSize,
    @DefaultValue("2s") Duration workflowGap,
    @DefaultValue("12") @Min(1) @Max(100) int maxFailures,
    @DefaultValue("3d") Duration patience,
    @DefaultValue("15m") Duration deadlineGrace,
    @DefaultValue("60s") Duration resendAfter,
    @DefaultValue("2s") Duration sweepInterval,
    @DefaultValue("30d") Duration keep) {}
