package io.loyaltysuite.loyalty.stream;

import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the service meets Kafka.
 *
 * @param firstBackOff pause before a failed poll is tried again
 * @param backOffFactor how much longer each further pause is
 * @param maxBackOff longest pause; trouble that ends is noticed after it at the latest
 * @param publishTimeout how long to wait for the acknowledgements of a poll before it is tried
 *     again; longer than the producer's delivery.timeout.ms
 * @param outboxInterval how often records that did not come from a command on its topic are looked
 *     for, to publish them
 * @param maxDeadLetterValue how much of a record a dead letter keeps, so that it always fits into
 *     its topic
 */
@Validated
@ConfigurationProperties("loyalty.stream")
record StreamProperties(
    @DefaultValue("200ms") @DurationMin(millis = 1) Duration firstBackOff,
    @DefaultValue("2") @DecimalMin("1") double backOffFactor,
    @DefaultValue("10s") @DurationMin(millis = 1) Duration maxBackOff,
    @DefaultValue("45s") @DurationMin(seconds = 1) Duration publishTimeout,
    @DefaultValue("1s") @DurationMin(millis = 10) Duration outboxInterval,
    @DefaultValue("3MB") DataSize maxDeadLetterValue) {}
