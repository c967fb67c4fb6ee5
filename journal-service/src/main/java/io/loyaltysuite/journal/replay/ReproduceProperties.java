package io.loyaltysuite.journal.replay;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where recorded results are decided again.
 *
 * @param loyaltyUrl address of the loyalty service, without a trailing slash
 * @param reproduceTimeout how long to wait for one answer
 */
@Validated
@ConfigurationProperties("journal")
record ReproduceProperties(
    @DefaultValue("http://127.0.0.1:8081") URI loyaltyUrl,
    @DefaultValue("20s") Duration reproduceTimeout) {}
