package io.loyaltysuite.loyalty.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation on many cards.
 *
 * @param operation as the engine calls it
 * @param inputs of the operation, without the card
 * @param status of the cards that are meant; empty for all that are not deleted
 * @param dryRun whether to count only
 * @param total cards that were meant when the job began
 * @param done cards that were dealt with
 * @param skipped cards for which the same was done before
 * @param failed cards that refused
 * @param cursor the last card that was dealt with
 */
public record BulkJob(
    UUID id,
    long portalId,
    String memberId,
    String operation,
    Map<String, String> inputs,
    String status,
    boolean dryRun,
    String language,
    State state,
    long total,
    long done,
    long skipped,
    long failed,
    @Nullable UUID cursor,
    Instant created,
    Instant changed) {

  public BulkJob {
    inputs = Map.copyOf(inputs);
  }

  /** Where a job is. */
  public enum State {
    WAITING,
    RUNNING,
    CANCELLING,
    CANCELLED,
    DONE;

    public boolean isOver() {
      return this == CANCELLED || this == DONE;
    }
  }

  /** A card that refused. */
  public record Refused(UUID cardId, String number, String code, String detail) {}

  /** What became of a part of the cards. */
  record Progress(UUID cursor, long done, long skipped, List<Refused> refused) {}
}
