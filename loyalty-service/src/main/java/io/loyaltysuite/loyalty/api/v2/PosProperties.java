package io.loyaltysuite.loyalty.api.v2;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What becomes of operations of cash desks that were begun and never ended, because an instance
 * died or the database was away.
 *
 * @param unfinishedAfter how old such an operation is before the service ends it by itself; longer
 *     than a request takes
 * @param interval how often they are looked for
 * @param batch how many are read at once
 */
@Validated
@ConfigurationProperties("loyalty.pos")
record PosProperties(
    @DefaultValue("2m") @DurationMin(seconds = 1) Duration unfinishedAfter,
    @DefaultValue("30s") @DurationMin(millis = 100) Duration interval,
    @DefaultValue("100") @Min(1) @Max(1000) int batch) {}
