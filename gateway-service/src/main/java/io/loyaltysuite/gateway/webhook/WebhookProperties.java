package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.webhook.form.FormLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How webhooks are taken in.
 *
 * @param maxBody largest body; more is answered 413
 * @param maxPairs most {@code key=value} pairs of a body
 * @param maxDepth most brackets of a key
 * @param maxKeyLength longest key
 * @param maxActive webhooks worked on at once; more are answered 503
 * @param maxActiveLarge how many of them may have a body over 16 KB; others wait up to 1 s
 * @param maxActivePerPortal how many of them may be proved to be of one portal; more of it are
 *     answered 429, so that a flood from one portal leaves room for the others
 * @param allowedSources networks (CIDR) that webhooks may come from; none means all. Behind a proxy
 *     the sender is the proxy, unless {@code server.forward-headers-strategy} is {@code native}
 * @param allowedSourceLists addresses (URLs) of lists of senders that may post besides, as the
 *     vendor publishes them, for instance {@code https://dl.bitrix24.com/webhook/app-world.json};
 *     everybody may while one of them was never read
 * @param sourceListInterval how often those lists are read; new senders are named five minutes
 *     before they send
 * @param readTimeout how long a body may take to arrive; a slower one is answered 400
 * @param timeZone where times are meant that portals send without an offset
 * @param answerTimeout when a webhook is answered 503 whatever is still going on
 * @param auditedRefusals refused webhooks that become audit events at once, per reason; a flood is
 *     counted in the next event
 * @param auditInterval after how long another refusal may become an audit event
 */
@Validated
@ConfigurationProperties("gateway.webhook")
record WebhookProperties(
    @DefaultValue("2MB") DataSize maxBody,
    @DefaultValue("10000") @Min(1) @Max(100_000) int maxPairs,
    @DefaultValue("16") @Min(2) @Max(64) int maxDepth,
    @DefaultValue("1024") @Min(64) int maxKeyLength,
    @DefaultValue("2000") @Min(1) int maxActive,
    @DefaultValue("8") @Min(1) int maxActiveLarge,
    @DefaultValue("500") @Min(1) int maxActivePerPortal,
    @DefaultValue List<String> allowedSources,
    @DefaultValue List<URI> allowedSourceLists,
    @DefaultValue("4m") @DurationMin(minutes = 1) Duration sourceListInterval,
    @DefaultValue("10s") Duration readTimeout,
    @DefaultValue("Europe/Moscow") ZoneId timeZone,
    @DefaultValue("4s") Duration answerTimeout,
    @DefaultValue("20") @Min(1) int auditedRefusals,
    @DefaultValue("10s") Duration auditInterval) {

  FormLimits formLimits() {
    return new FormLimits(maxPairs, maxDepth, maxKeyLength);
  }
}
