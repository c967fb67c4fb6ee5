package io.loyaltysuite.gateway.lane;

import static java.util.Objects.requireNonNull;

import io.loyaltysuite.gateway.lane.LaneState.Admitted;
import io.loyaltysuite.gateway.lane.LaneState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The right to ask one portal, request by request, while nobody else does. Belongs to one thread.
 *
 * <pre>
 *   begun ──▶ request ──▶ [admit ──▶ request]* ──▶ store the outcome and finish, in one transaction
 *     └──▶ dropped: the lane stays busy to the end of the last request's limit, then anybody goes on
 * </pre>
 */
public final class Turn {
  private static final Duration STORE_AGAIN = Duration.ofMillis(500);

  private final Lanes lanes;
  private final String memberId;
  private final Instant databaseTime;
  private final long startedNanos = System.nanoTime();
  private LaneState state;
  private int reserved;
  private @Nullable Instant pauseUntil;
  private String pauseReason = "";
  private boolean portalIsWell;
  private boolean finished;

  Turn(Lanes lanes, String memberId, LaneState state, int reserved, Instant databaseTime) {
    this.lanes = lanes;
    this.memberId = memberId;
    this.state = state;
    this.reserved = reserved;
    this.databaseTime = databaseTime;
  }

  public String memberId() {
    return memberId;
  }

  /** The database's time, carried on by this machine's monotonic clock. */
  public Instant now() {
    return databaseTime.plusNanos(System.nanoTime() - startedNanos);
  }

  /** Portal-wide failures before this turn, in a row. */
  public int failures() {
    return state.failures();
  }

  /**
   * Waits until one more request is allowed and reserves the lane for it. The first request of a
   * turn is reserved already.
   *
   * @param cost 1 for a request to the portal, 0 for one to the authorization server
   * @throws LaneLost when the lane was taken over meanwhile
   */
  public void admit(int cost, Duration timeLimit) throws InterruptedException {
    while (true) {
      switch (state.proceed(cost, lanes.withMargin(timeLimit), now(), lanes.limits())) {
        case Admitted(var next) -> {
          reserve(next);
          reserved = cost;
          return;
        }
        case Waiting(var until, _) -> {
          reserve(state.busyUntil(until.plus(lanes.withMargin(Duration.ZERO))));
          Thread.sleep(Duration.between(now(), until).plusMillis(1));
        }
      }
    }
  }

  private void reserve(LaneState next) {
    if (!lanes.store().replace(memberId, state.epoch(), next, lanes.owner())) {
      throw new LaneLost(memberId, state.epoch());
    }
    state = next;
  }

  /** The reserved request was not needed: the portal did not count it. */
  public void giveBack() {
    state = state.withoutRequest(reserved);
    reserved = 0;
  }

  /** Leaves the portal alone until then; takes effect with {@link #finish}. */
  public void pause(Instant until, String reason) {
    pauseUntil = until;
    pauseReason = reason;
  }

  /** The portal answered as it should: ends its pause; takes effect with {@link #finish}. */
  public void resume() {
    portalIsWell = true;
  }

  /**
   * Runs a transaction that stores what came of the turn. While the database is away it is tried
   * again, to the end of the last request's limit: what the portal has answered would be asked once
   * more otherwise, and the lane would stay busy until then.
   *
   * @param outcome runs once or several times; ends with {@link #finish}, or leaves the turn going
   */
  public <T> T store(Supplier<T> outcome) {
    while (true) {
      try {
        return lanes.inTransaction(outcome);
      } catch (DataAccessException | TransactionException e) {
        var limit = requireNonNull(state.busyUntil(), "a turn has a limit");
        if (!passes(e) || now().isAfter(limit)) {
          throw e;
        }
        lanes.cannotStore(e);
        pauseOrThrow(e);
      }
    }
  }

  /** The same for a transaction that has nothing to tell. */
  public void store(Runnable outcome) {
    store(
        () -> {
          outcome.run();
          return true;
        });
  }

  /** Whether it is the database's connection or load that fails, and not what was asked of it. */
  static boolean passes(NestedRuntimeException trouble) {
    return trouble instanceof TransactionException
        || trouble instanceof DataAccessResourceFailureException
        || trouble instanceof RecoverableDataAccessException
        || trouble instanceof TransientDataAccessException;
  }

  private static void pauseOrThrow(NestedRuntimeException trouble) {
    try {
      Thread.sleep(STORE_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble;
    }
  }

  /**
   * Frees the lane as part of the transaction that stores the outcome, see {@link #store}.
   *
   * @throws LaneLost when the lane was taken over; the caller's transaction must roll back
   */
  public void finish() {
    lanes.finish(memberId, state.epoch(), ended());
    finished = true;
  }

  private LaneState ended() {
    if (pauseUntil != null) {
      return state.paused(pauseUntil, pauseReason);
    }
    return portalIsWell ? state.released() : state.freed();
  }

  boolean finished() {
    return finished;
  }
}
