package io.loyaltysuite.loyalty.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How requests of the REST interface become decisions.
 *
 * @param maxTogether requests decided in one transaction at most
 * @param maxWaiting requests that may wait for their turn; more are answered 503
 * @param timeout how long a request waits for its decision before it is answered 503 with an
 *     unknown outcome
 * @param keyRetention how long the answer to a request is repeated to the same Idempotency-Key
 */
@Validated
@ConfigurationProperties("loyalty.rest")
public record RestProperties(
    @DefaultValue("200") @Min(1) @Max(1000) int maxTogether,
    @DefaultValue("2000") @Min(1) @Max(100_000) int maxWaiting,
    @DefaultValue("25s") @DurationMin(seconds = 1) Duration timeout,
    @DefaultValue("30d") @DurationMin(days = 1) Duration keyRetention) {}
