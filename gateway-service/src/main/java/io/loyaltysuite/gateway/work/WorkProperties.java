package io.loyaltysuite.gateway.work;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How work is done that decisions leave to be done in portals, such as discounts on deals.
 *
 * @param beginMargin how long before its hold ends work is not begun any more; its outcome has to
 *     reach the domain while the hold lasts
 * @param settleFor how long after its hold ended is found out what became of work that may have
 *     been written; then it counts as failed, and the audit tells
 * @param sweepInterval how often is looked for work whose time is over and for old rows
 * @param keep how long finished work is remembered; longer than the topic keeps results, and work
 *     can be taken back as long
 */
@Validated
@ConfigurationProperties("gateway.work")
record WorkProperties(
    @DefaultValue("2m") Duration beginMargin,
    @DefaultValue("10m") Duration settleFor,
    @DefaultValue("5s") Duration sweepInterval,
    @DefaultValue("30d") Duration keep) {}
