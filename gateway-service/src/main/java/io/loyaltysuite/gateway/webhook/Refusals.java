package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.spool.Appended;
import io.loyaltysuite.gateway.spool.EventLog;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.AuditEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells auditors about webhooks whose sender was not proved. A flood of forged ones cannot flood
 * the audit topic: beyond an allowance they are only counted, and the next event says how many.
 */
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int SHOWN = 64;

  /** Why a sender was not believed. */
  enum Reason {
    UNKNOWN_PORTAL,
    WRONG_TOKEN
  }

  private final EventLog events;
  private final EventCodec codec;
  private final WebhookMetrics metrics;
  private final Map<Reason, Allowance> allowances;

  Refusals(
      EventLog events, EventCodec codec, WebhookMetrics metrics, WebhookProperties properties) {
    this.events = events;
    this.codec = codec;
    this.metrics = metrics;
    this.allowances =
        Arrays.stream(Reason.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    _ ->
                        new Allowance(
                            properties.auditedRefusals(),
                            properties.auditInterval(),
                            System.nanoTime())));
  }

  /** Reports one refusal; never fails. An audit event that Kafka does not take is lost. */
  void report(String claimedMemberId, Reason reason, Instant at) {
    var allowance = allowances.get(reason);
    long unreported = allowance == null ? -1 : allowance.take(System.nanoTime());
    metrics.refused(reason, unreported >= 0);
    if (unreported < 0) {
      return;
    }
    var memberId = printable(claimedMemberId);
    log.info("webhook refused: {}, claims to be portal {}", reason, memberId);
    var event = event(memberId, reason, at, unreported);
    var headers = EventHeaders.of(event, "gateway");
    var _ =
        events
            .append(Topics.AUDIT, memberId, codec.encode(Topics.AUDIT, event), headers)
            .thenAccept(
                appended -> {
                  if (appended != Appended.DURABLE) {
                    log.warn("audit event of a refused webhook of portal {} is lost", memberId);
                  }
                });
  }

  private static AuditEvent event(String memberId, Reason reason, Instant at, long unreported) {
    return AuditEvent.newBuilder()
        .setAuditId(UUID.randomUUID().toString())
        .setMemberId(memberId)
        .setKind("webhook_refused")
        .setOutcome("refused")
        .setActor("anonymous")
        .setAt(at.truncatedTo(ChronoUnit.MILLIS))
        .setReason(reason.name().toLowerCase(Locale.ROOT))
        .setDetails(
            unreported == 0 ? Map.of() : Map.of("unreported_before", Long.toString(unreported)))
        .build();
  }

  /** Anybody can claim anything: what is not an id stays outside logs and events. */
  private static String printable(String claimed) {
    var cut = claimed.length() <= SHOWN ? claimed : claimed.substring(0, SHOWN);
    return cut.replaceAll("[^A-Za-z0-9._-]", "?");
  }
}
