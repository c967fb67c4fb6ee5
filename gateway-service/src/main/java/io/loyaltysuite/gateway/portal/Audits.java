package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.outbox.Outbox;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.AuditEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes down, within the caller's transaction, what became of an application event. */
@Component
class Audits {
  private final Outbox outbox;

  Audits(Outbox outbox) {
    this.outbox = outbox;
  }

  void accepted(
      String kind, String memberId, String bodyHash, Instant at, Map<String, String> details) {
    write(
        event(kind, memberId, bodyHash, at)
            .setOutcome("accepted")
            .setActor("portal")
            .setDetails(details));
  }

  /** The sender did not prove to be the portal, so the actor is nobody. */
  void refused(
      String kind,
      String memberId,
      String bodyHash,
      Instant at,
      String reason,
      Map<String, String> details) {
    write(
        event(kind, memberId, bodyHash, at)
            .setOutcome("refused")
            .setActor("anonymous")
            .setReason(reason)
            .setDetails(details));
  }

  /** The portal proved itself, and what it says is no longer so. */
  void outlived(
      String kind, String memberId, String bodyHash, Instant at, Map<String, String> details) {
    write(
        event(kind, memberId, bodyHash, at)
            .setOutcome("refused")
            .setActor("portal")
            .setReason("outlived")
            .setDetails(details));
  }

  private static AuditEvent.Builder event(
      String kind, String memberId, String bodyHash, Instant at) {
    return AuditEvent.newBuilder()
        .setAuditId(Ids.derived(Ids.commandId(memberId, bodyHash), kind).toString())
        .setMemberId(memberId)
        .setKind(kind)
        .setAt(at);
  }

  private void write(AuditEvent.Builder event) {
    outbox.audits(List.of(event.build()));
  }
}
