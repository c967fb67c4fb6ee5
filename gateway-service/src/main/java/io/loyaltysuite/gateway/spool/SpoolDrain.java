package io.loyaltysuite.gateway.spool;

import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings stored commands to Kafka: each instance its own, and those of others that are left too
 * long, such as a dead one's. One instance at a time drains a partition.
 *
 * <pre>
 *   a partition with stored commands ─▶ probe: send the oldest ── not taken ──▶ later
 *                                          │ taken
 *                  ┌──────────────────▶ round: lock, read in order, send, await, delete, commit ── not all taken ──▶ later
 *                  └──── more is left ─────┤
 *                                       hold what comes, last rounds ── empty ──▶ straight again
 *                                                     └ not in time ──▶ into the spool again, later
 * </pre>
 */
final class SpoolDrain implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SpoolDrain.class);

  /** Rounds at once: each has a database connection while Kafka answers. */
  private static final int AT_ONCE = 4;

  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  /** How a round went. */
  private enum Round {
    /** It was a small one: little can be left. */
    LAST,
    FULL,
    /** Kafka did not take everything. */
    REFUSED,
    /** Another instance is at it. */
    ELSEWHERE
  }

  private final SpoolStore store;
  private final SpoolSender sender;
  private final TransactionTemplate transaction;
  private final PartitionRoutes routes;
  private final SpoolProperties properties;
  private final SpoolMeters meters;
  private final OngoingTrouble trouble = new OngoingTrouble(log, "The spool cannot be drained");
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Set<Integer> underway = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stop = new CountDownLatch(1);
  private @Nullable ExecutorService threads;
  private long lookedAt = System.nanoTime() - LOOK_INTERVAL.toNanos();

  SpoolDrain(
      SpoolStore store,
      SpoolSender sender,
      TransactionTemplate transaction,
      PartitionRoutes routes,
      SpoolProperties properties,
      SpoolMeters meters) {
    this.store = store;
    this.sender = sender;
    this.transaction = transaction;
    this.routes = routes;
    this.properties = properties;
    this.meters = meters;
  }

  private void work(ExecutorService workers) {
    try {
      do {
        for (int partition : partitions()) {
          if (underway.add(partition)) {
            workers.execute(() -> drain(partition));
          }
        }
        meters.partitions(routes.spooling().size());
      } while (!stop.await(properties.drainInterval().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What this instance stores for, and once a second what anybody has stored for. */
  private Set<Integer> partitions() {
    var partitions = new TreeSet<>(routes.spooling());
    long now = System.nanoTime();
    if (now - lookedAt < LOOK_INTERVAL.toNanos()) {
      return partitions;
    }
    lookedAt = now;
    try {
      partitions.addAll(store.partitions());
    } catch (RuntimeException e) {
      trouble.failed(e);
    }
    return partitions;
  }

  private void drain(int partition) {
    try {
      var oldest = store.next(partition, properties.othersAfter(), 1, 0);
      if (isTaken(oldest)) {
        trouble.over();
        empty(partition, oldest);
      }
    } catch (DataAccessException | TransactionException e) {
      trouble.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("Partition {} of the spool cannot be drained", partition, e);
    } finally {
      underway.remove(partition);
    }
  }

  /**
   * Probes with the oldest command: no transaction is open while Kafka is away. Without a command
   * there is nothing that could tell.
   */
  private boolean isTaken(List<StoredCommand> oldest) {
    boolean taken = sender.send(oldest).size() == oldest.size();
    if (!oldest.isEmpty()) {
      meters.probed(taken);
    }
    return taken;
  }

  private void empty(int partition, List<StoredCommand> taken) throws InterruptedException {
    var round = round(partition, taken);
    while (round == Round.FULL && stop.getCount() > 0) {
      round = round(partition, List.of());
    }
    if (round == Round.LAST) {
      var held = routes.find(partition).filter(Route::hold);
      if (held.isPresent()) {
        straighten(partition, held.get());
      }
    }
  }

  private void straighten(int partition, Route held) throws InterruptedException {
    boolean empty = false;
    long deadline = System.nanoTime() + properties.holdTimeout().toNanos();
    try {
      empty = held.awaitQuiet(deadline) && isEmptied(partition, deadline);
    } finally {
      held.open(empty);
    }
    log.info(
        "Commands of partition {} go {}", partition, empty ? "straight again" : "by the spool");
  }

  /** Nothing comes meanwhile, so this ends; another instance may be at it for a moment. */
  private boolean isEmptied(int partition, long deadline) throws InterruptedException {
    while (store.holdsOwn(partition)) {
      boolean refused = round(partition, List.of()) == Round.REFUSED;
      if (refused || System.nanoTime() - deadline > 0) {
        return false;
      }
    }
    return true;
  }

  private Round round(int partition, List<StoredCommand> taken) throws InterruptedException {
    turns.acquire();
    try {
      var round = transaction.execute(_ -> roundInTransaction(partition, taken));
      return round == null ? Round.REFUSED : round;
    } finally {
      turns.release();
    }
  }

  /**
   * Sends and deletes.
   *
   * @param taken what Kafka has already
   */
  private Round roundInTransaction(int partition, List<StoredCommand> taken) {
    if (!store.lock(partition)) {
      return Round.ELSEWHERE;
    }
    store.delete(ids(taken));
    long most = properties.batchBytes().toBytes();
    var commands = store.next(partition, properties.othersAfter(), properties.batchSize(), most);
    var sent = sender.send(commands);
    store.delete(sent);
    if (sent.size() < commands.size()) {
      return Round.REFUSED;
    }
    return isFull(commands, most) ? Round.FULL : Round.LAST;
  }

  private static List<Long> ids(List<StoredCommand> commands) {
    return commands.stream().map(StoredCommand::id).toList();
  }

  private boolean isFull(List<StoredCommand> commands, long most) {
    long bytes = commands.stream().mapToLong(one -> one.command().bytes()).sum();
    return commands.size() == properties.batchSize() || bytes > most / 2;
  }

  @Override
  public void start() {
    var workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("spool-drain-", 0).factory());
    threads = workers;
    workers.execute(() -> work(workers));
  }

  /**
   * What is being sent is awaited; what is left stays stored, for another instance or the next
   * start.
   */
  @Override
  public void stop() {
    var workers = threads;
    threads = null;
    if (workers != null) {
      stop.countDown();
      workers.shutdown();
      try {
        if (!workers.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
          workers.shutdownNow();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return threads != null;
  }

  /** Starts before webhooks are taken and stops after the last was answered. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 4096;
  }
}
