package io.loyaltysuite.gateway.lane;

import static java.util.Objects.requireNonNull;

import io.loyaltysuite.gateway.lane.LaneState.Admitted;
import io.loyaltysuite.gateway.lane.LaneState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Serves the portals' lanes: many portals at once, each of them one request after the other.
 *
 * <pre>
 *   announce ─┐
 *   poll ─────┼─▶ lane of a portal: due work? ──no──▶ asleep
 *   timer ────┘        │ yes
 *                      ▼
 *            claim the row (compare and set) ──busy, paused, bucket full──▶ timer
 *                      │ ours
 *                      ▼
 *            LaneWork.perform: request, store, finish ──▶ again
 * </pre>
 */
@Component
public class Lanes implements SmartLifecycle {
  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  /** Lanes that look for work at the same moment: thousands may wake at once. */
  private static final int LOOKING = 4;

  private final LaneStore store;
  private final LaneProperties properties;
  private final ObjectProvider<LaneWork> declaredWorks;
  private final LaneMeters meters;
  private final TransactionTemplate transaction;
  private final String owner = UUID.randomUUID().toString();
  private final Semaphore looking = new Semaphore(LOOKING);
  private final Semaphore parallel;
  private volatile List<LaneWork> works = List.of();
  private volatile @Nullable LaneThreads threads;

  Lanes(
      LaneStore store,
      LaneProperties properties,
      ObjectProvider<LaneWork> declaredWorks,
      LaneMeters meters,
      TransactionTemplate transaction) {
    this.store = store;
    this.properties = properties;
    this.declaredWorks = declaredWorks;
    this.meters = meters;
    this.transaction = transaction;
    this.parallel = new Semaphore(properties.maxParallel());
  }

  /**
   * Marks the lanes as having work that is due, within the transaction that stores the work; it
   * wakes them.
   */
  public void announce(Collection<String> memberIds) {
    store.announce(memberIds);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake(memberIds);
          }
        });
  }

  /** Lets the portal be asked again before its pause is over; part of the caller's transaction. */
  public void endPause(String memberId) {
    store.endPause(memberId);
  }

  private void wake(Collection<String> memberIds) {
    var running = threads;
    if (running != null) {
      memberIds.forEach(running::wake);
    }
  }

  @Override
  public void start() {
    works = declaredWorks.orderedStream().toList();
    var started = new LaneThreads(this::serve);
    threads = started;
    started.repeat(properties.pollInterval(), this::poll);
  }

  private void poll() {
    wake(store.ready(properties.maxParallel() * 4));
  }

  /**
   * Works one lane until nothing is due or everything has to wait. Kinds of work take turns, so
   * that a flood of one does not stop the others.
   */
  private void serve(String memberId) throws InterruptedException {
    boolean worked = true;
    while (worked && threads != null) {
      worked = false;
      for (LaneWork work : works) {
        worked |= serve(memberId, work);
      }
    }
  }

  /** One turn of one kind of work, if it is due and may go; the answer is whether it went. */
  private boolean serve(String memberId, LaneWork work) throws InterruptedException {
    if (!isDue(memberId, work)) {
      return false;
    }
    parallel.acquire();
    try {
      return turn(memberId, work);
    } finally {
      parallel.release();
    }
  }

  private boolean isDue(String memberId, LaneWork work) throws InterruptedException {
    looking.acquire();
    try {
      var lane = store.see(memberId);
      return lane.isPresent()
          && work.nextDue(memberId).filter(at -> !at.isAfter(lane.get().now())).isPresent();
    } finally {
      looking.release();
    }
  }

  private boolean turn(String memberId, LaneWork work) throws InterruptedException {
    var seen = store.see(memberId).orElseThrow();
    var limit = withMargin(work.firstLimit());
    int cost = work.firstCost(memberId);
    return switch (seen.state().begin(cost, limit, seen.now(), limits())) {
      case Waiting(var until, var reason) -> {
        waiting(memberId, work, seen.now(), until, reason);
        yield false;
      }
      case Admitted(var next) ->
          store.replace(memberId, seen.state().epoch(), next, owner)
              && perform(work, new Turn(this, memberId, next, cost, seen.now()));
    };
  }

  private void waiting(String memberId, LaneWork work, Instant now, Instant until, String reason) {
    var wait = Duration.between(now, until);
    meters.waited(reason);
    if (wait.compareTo(WORTH_TELLING) > 0) {
      work.waits(memberId, until, reason);
    }
    var running = threads;
    if (running != null) {
      running.wakeIn(memberId, wait.plusMillis(1));
    }
  }

  private boolean perform(LaneWork work, Turn turn) throws InterruptedException {
    meters.turnBegan();
    try {
      work.perform(turn);
    } catch (DataAccessException | TransactionException e) {
      if (Turn.passes(e)) {
        // Whatever was asked is over: the lane need not stay busy to the end of its limit.
        turn.store(turn::finish);
      }
      throw e;
    }
    if (!turn.finished()) {
      throw new IllegalStateException(work + " did not finish its turn");
    }
    return true;
  }

  <T> T inTransaction(Supplier<T> outcome) {
    return requireNonNull(transaction.execute(_ -> outcome.get()), "what was stored");
  }

  void cannotStore(RuntimeException trouble) {
    var running = threads;
    if (running != null) {
      running.databaseAway(trouble);
    }
  }

  /** Frees the row inside the caller's transaction and notes when the lane is due again. */
  void finish(String memberId, long epoch, LaneState ended) {
    if (store.fence(memberId, epoch).isEmpty()) {
      throw new LaneLost(memberId, epoch);
    }
    var next =
        works.stream().flatMap(work -> work.nextDue(memberId).stream()).min(Instant::compareTo);
    store.replace(memberId, epoch, ended, owner);
    store.readyAt(memberId, next.orElse(null));
  }

  LaneStore store() {
    return store;
  }

  String owner() {
    return owner;
  }

  Bucket.Limits limits() {
    return properties.limits();
  }

  Duration withMargin(Duration timeLimit) {
    return timeLimit.plus(properties.storeMargin());
  }

  @Override
  public void stop() {
    var running = threads;
    if (running != null) {
      running.close();
    }
    threads = null;
  }

  @Override
  public boolean isRunning() {
    return threads != null;
  }

  /** Before the consumer of results, after everything that a lane needs. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 2048;
  }
}
