package io.loyaltysuite.gateway.spool;

import io.loyaltysuite.gateway.spool.SpoolStore.Addressed;
import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores commands, all that have come meanwhile in one transaction. A bounded number of them, and
 * of their bytes, waits for it in memory; who has stopped waiting is forgotten.
 */
final class SpoolWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpoolWriter.class);
  private static final int TOGETHER = 200;

  private record Waiting(Addressed command, CompletableFuture<Boolean> stored) {}

  private final SpoolStore store;
  private final TransactionTemplate transaction;
  private final SpoolProperties properties;
  private final SpoolMeters meters;
  private final BlockingQueue<Waiting> queue;
  private final AtomicLong bytes = new AtomicLong();
  private final OngoingTrouble trouble = new OngoingTrouble(log, "Commands cannot be stored");
  private final Thread thread;
  private volatile boolean closing;

  SpoolWriter(
      SpoolStore store,
      TransactionTemplate transaction,
      SpoolProperties properties,
      SpoolMeters meters) {
    this.store = store;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
    this.queue = new ArrayBlockingQueue<>(properties.maxWaiting());
    this.thread = Thread.ofVirtual().name("spool-writer").start(this::work);
  }

  /**
   * Stores a command; never blocks. True once it is committed; false when PostgreSQL does not take
   * it within the limit, though it may still, or when too many wait.
   */
  CompletableFuture<Boolean> store(int partition, EncodedCommand command) {
    var waiting = new Waiting(new Addressed(partition, command), new CompletableFuture<Boolean>());
    long total = bytes.addAndGet(command.bytes());
    if (total > properties.maxWaitingBytes().toBytes() || !queue.offer(waiting)) {
      bytes.addAndGet(-command.bytes());
      return CompletableFuture.completedFuture(false);
    }
    meters.waiting(total);
    return waiting
        .stored()
        .completeOnTimeout(false, properties.storeTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void work() {
    while (!closing || !queue.isEmpty()) {
      try {
        var first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          var batch = new ArrayList<Waiting>(List.of(first));
          queue.drainTo(batch, TOGETHER - 1);
          store(batch);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void store(List<Waiting> batch) {
    try {
      var awaited = batch.stream().filter(one -> !one.stored().isDone()).toList();
      if (!awaited.isEmpty()) {
        transaction.executeWithoutResult(
            _ -> store.add(awaited.stream().map(Waiting::command).toList()));
        awaited.forEach(one -> one.stored().complete(true));
        trouble.over();
      }
    } catch (RuntimeException e) {
      trouble.failed(e);
      batch.forEach(one -> one.stored().complete(false));
    } finally {
      batch.forEach(one -> bytes.addAndGet(-one.command().command().bytes()));
      meters.waiting(bytes.get());
    }
  }

  /** Stores what still waits; whoever adds has stopped before. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(properties.storeTimeout().plusSeconds(1))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
