package io.loyaltysuite.loyalty.bulk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs on many cards are worked off.
 *
 * @param chunk cards dealt with at once; as many as may be done again after a crash
 * @param pause rest after each chunk, for whoever waits for an answer
 * @param interval how often an instance looks for a job
 * @param lease how long a job belongs to an instance that says nothing
 * @param maxOpen jobs of an account that wait or run; more are refused
 */
@Validated
@ConfigurationProperties("loyalty.bulk")
public record BulkProperties(
    @DefaultValue("100") @Min(1) @Max(1000) int chunk,
    @DefaultValue("20ms") @DurationMin @DurationMax(minutes = 1) Duration pause,
    @DefaultValue("1s") @DurationMin(millis = 50) @DurationMax(minutes = 10) Duration interval,
    @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration lease,
    @DefaultValue("10") @Min(1) @Max(1000) int maxOpen) {}
