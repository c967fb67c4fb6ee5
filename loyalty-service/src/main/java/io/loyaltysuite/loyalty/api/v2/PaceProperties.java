package io.loyaltysuite.loyalty.api.v2;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast an account may ask over REST; more is answered 429.
 *
 * @param requestsPerSecond requests of one account that an instance answers in a second, and as
 *     many again from browsers of its clients, unless the account has a number of its own
 * @param burst time for which a quiet account saves up requests that it may send at once
 */
@Validated
@ConfigurationProperties("loyalty.rest.pace")
record PaceProperties(
    @DefaultValue("100") @Min(1) @Max(100_000) int requestsPerSecond,
    @DefaultValue("5s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration burst) {}
