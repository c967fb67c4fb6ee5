package io.loyaltysuite.gateway.webhook;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The few webhooks that need the database, such as those of portals that are not in memory: some at
 * a time, a bounded number waiting, and none on the container's threads, so that they never hold up
 * the webhooks that need none.
 */
final class DatabaseQuestions {
  private static final Logger log = LoggerFactory.getLogger(DatabaseQuestions.class);
  private static final int AT_ONCE = 4;
  private static final int WAITING = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Executor threads;

  DatabaseQuestions(Executor threads) {
    this.threads = threads;
  }

  /** Answers {@link Answer#UNAVAILABLE} when too many ask, or when the database does not answer. */
  CompletableFuture<Answer> ask(Supplier<CompletableFuture<Answer>> question) {
    return CompletableFuture.completedFuture(question).thenComposeAsync(this::inTurn, threads);
  }

  private CompletableFuture<Answer> inTurn(Supplier<CompletableFuture<Answer>> question) {
    if (!hasTurn()) {
      return CompletableFuture.completedFuture(Answer.UNAVAILABLE);
    }
    try {
      return question.get();
    } catch (DataAccessException e) {
      log.debug("no database to ask about a webhook", e);
      return CompletableFuture.completedFuture(Answer.UNAVAILABLE);
    } finally {
      turns.release();
    }
  }

  private boolean hasTurn() {
    try {
      return turns.getQueueLength() < WAITING
          && turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
