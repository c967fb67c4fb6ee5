package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Source;
import io.loyaltysuite.loyalty.reproduce.CommandRecord;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns events into commands by the shell's clock. Pure.
 *
 * <pre>
 * received_at ─┬─ older than decisions are kept ─▶ refused: nobody can tell what happened then,
 *              │                                     unless it is due work, which the card itself tells
 *              ├─ ahead of the clock ────────────▶ cut to the limit, audited
 *              └─ otherwise ─────────────────────▶ as it is
 * </pre>
 */
record Admission(Duration retention, Duration maxAhead) {

  /** Outcome of the command is unknown, and the sentence says so. */
  private static final String TOO_OLD = "operation_timeout";

  /**
   * A command to decide.
   *
   * @param clamped whether the time it claims was cut
   */
  record Admitted(Command command, boolean clamped) {}

  Admitted admit(ActivityCommand event, Source source, Instant now) {
    var receivedAt = event.getInvocation().getReceivedAt();
    if (source != Source.JOB && receivedAt.isBefore(now.minus(retention))) {
      return new Admitted(CommandRecord.refused(event, source, TOO_OLD), false);
    }
    var latest = now.plus(maxAhead);
    var command = CommandRecord.read(event, source);
    return receivedAt.isAfter(latest)
        ? new Admitted(receivedAt(command, latest), true)
        : new Admitted(command, false);
  }

  private static Command receivedAt(Command command, Instant instant) {
    return new Command(
        command.id(),
        command.memberId(),
        command.source(),
        command.activityCode(),
        command.language(),
        instant,
        command.operation(),
        command.inputs(),
        command.context());
  }
}
