package io.loyaltysuite.gateway.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lane's row. Pure: decides who may go, changes nothing.
 *
 * @param epoch turns taken so far
 * @param busyUntil end of the running request's time limit
 * @param pausedUntil instant before which the portal is left alone
 * @param failures portal-wide failures in a row
 */
record LaneState(
    long epoch,
    @Nullable Instant busyUntil,
    Bucket bucket,
    @Nullable Instant pausedUntil,
    String pauseReason,
    int failures) {

  static final String BUSY = "busy";
  static final String RATE_LIMIT = "rate_limit";

  /** Answer to the wish to go now. */
  sealed interface Admission {}

  /** The row as it is written when the wish is granted. */
  record Admitted(LaneState next) implements Admission {}

  /** Not yet, and why: {@code busy}, {@code rate_limit} or the reason of the pause. */
  record Waiting(Instant until, String reason) implements Admission {}

  /**
   * A turn begins with its first request. A pause concerns the portal only: what goes elsewhere
   * (cost 0) may go.
   */
  Admission begin(int cost, Duration timeLimit, Instant now, Bucket.Limits limits) {
    if (busyUntil != null && busyUntil.isAfter(now)) {
      return new Waiting(busyUntil, BUSY);
    }
    if (cost > 0 && pausedUntil != null && pausedUntil.isAfter(now)) {
      return new Waiting(pausedUntil, pauseReason);
    }
    return request(epoch + 1, cost, timeLimit, now, limits);
  }

  /** The owner of a turn wants one more request. */
  Admission proceed(int cost, Duration timeLimit, Instant now, Bucket.Limits limits) {
    return request(epoch, cost, timeLimit, now, limits);
  }

  private Admission request(
      long turn, int cost, Duration timeLimit, Instant now, Bucket.Limits limits) {
    var drained = bucket.at(now, limits);
    if (!drained.takes(cost, limits)) {
      return new Waiting(drained.roomAt(cost, limits), RATE_LIMIT);
    }
    return new Admitted(
        new LaneState(
            turn, now.plus(timeLimit), drained.plus(cost), pausedUntil, pauseReason, failures));
  }

  /** The owner waits for room in the bucket and keeps the lane. */
  LaneState busyUntil(@Nullable Instant until) {
    return new LaneState(epoch, until, bucket, pausedUntil, pauseReason, failures);
  }

  /** The owner did not use what it reserved. */
  LaneState withoutRequest(int cost) {
    var before = new Bucket(Math.max(0, bucket.level() - cost), bucket.at());
    return new LaneState(epoch, busyUntil, before, pausedUntil, pauseReason, failures);
  }

  /** The turn is over and told nothing about the portal. */
  LaneState freed() {
    return busyUntil(null);
  }

  /** The turn is over and the portal is well. */
  LaneState released() {
    return new LaneState(epoch, null, bucket, null, "", 0);
  }

  /** The turn is over and the portal is left alone for a while. */
  LaneState paused(Instant until, String reason) {
    return new LaneState(epoch, null, bucket, until, reason, failures + 1);
  }
}
