package io.loyaltysuite.loyalty.history;

import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the journal is asked for what clients of REST v2 want to see.
 *
 * @param url address of the journal service, without a trailing slash
 * @param timeout how long to wait for one of its answers; without one in time clients get 503
 */
@Validated
@ConfigurationProperties("loyalty.journal")
public record HistoryProperties(
    @DefaultValue("http://127.0.0.1:8082") URI url,
    @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration timeout) {}
