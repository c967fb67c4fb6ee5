package io.loyaltysuite.loyalty.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loyaltysuite.loyalty.ledger.SettingsHistory.Proposal;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Version;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.AuditEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes audit events; their ids follow from what they tell of. */
@Component
class Audits {

  private static final String SOURCE = "loyalty";

  private final EventCodec codec;

  Audits(EventCodec codec) {
    this.codec = codec;
  }

  /** Says that a command claimed to come from the future, and what was made of it. */
  Outgoing receivedAtClamped(Submission submission, Instant cutTo) {
    return audit(
        AuditEvent.newBuilder()
            .setAuditId(Ids.derived(submission.commandId(), "received_at_clamped").toString())
            .setMemberId(submission.memberId())
            .setKind("received_at_clamped")
            .setOutcome("accepted")
            .setActor("service:loyalty")
            .setAt(cutTo)
            .setReason("The command's time is ahead of the clock.")
            .setDetails(
                Map.of(
                    "command_id", submission.commandId().toString(),
                    "received_at", submission.event().getInvocation().getReceivedAt().toString(),
                    "counted_as", cutTo.toString()))
            .build());
  }

  /** Says who made which version of the settings, and why. */
  Outgoing settingsChanged(Proposal proposal, Version version) {
    UUID portal = Ids.commandId(proposal.memberId(), "settings");
    return audit(
        AuditEvent.newBuilder()
            .setAuditId(Ids.derived(portal, Long.toString(version.version())).toString())
            .setMemberId(proposal.memberId())
            .setKind("settings_changed")
            .setOutcome("accepted")
            .setActor(proposal.author().actor())
            .setAt(Objects.requireNonNull(version.at()))
            .setReason(version.reason())
            .setDetails(Map.of("version", Long.toString(version.version())))
            .build());
  }

  private Outgoing audit(AuditEvent event) {
    return new Outgoing(
        Topics.AUDIT,
        event.getMemberId().getBytes(UTF_8),
        EventHeaders.of(event, SOURCE),
        codec.encode(Topics.AUDIT, event));
  }
}
