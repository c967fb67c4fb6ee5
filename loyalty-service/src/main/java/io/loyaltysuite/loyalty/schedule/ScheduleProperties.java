package io.loyaltysuite.loyalty.schedule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the service writes down what became due on cards that nobody touched.
 *
 * @param enabled whether this instance does it at all
 * @param interval how often due cards are looked for
 * @param grace how long after its moment something due is left alone, and how long an instance
 *     waits after its start: commands that were received before the moment are decided first as
 *     long as they come within this time, later ones meet the card as it is by then
 * @param batch cards settled in one transaction at most, so that the portal's calls get their turn
 *     in between
 */
@Validated
@ConfigurationProperties("loyalty.schedule")
public record ScheduleProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("30s") @DurationMin(millis = 100) Duration interval,
    @DefaultValue("15m") @DurationMin @DurationMax(days = 7) Duration grace,
    @DefaultValue("200") @Min(1) @Max(1000) int batch) {}
