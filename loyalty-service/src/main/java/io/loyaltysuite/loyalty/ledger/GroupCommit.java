package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.schemas.Decoded.Event;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Decides commands of callers who wait, those that wait at the same time in one transaction.
 *
 * <pre>
 * callers ─▶ queue ─▶ all that wait, each key once ─▶ Engine: one transaction ─▶ callers
 *              └ full: refused                             └▶ outbox ─▶ topic of results
 * </pre>
 *
 * A caller is answered after the commit and never waits for Kafka.
 */
@Component
public class GroupCommit implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** After the web server has stopped, nobody waits any more. */
  private static final int BEHIND_THE_WEB_SERVER = 0;

  private final Engine engine;
  private final EventCodec codec;
  private final RestProperties properties;
  private final RestMetrics metrics;
  private final BlockingQueue<Waiting> queue;
  private volatile @Nullable Thread worker;

  GroupCommit(Engine engine, EventCodec codec, RestProperties properties, RestMetrics metrics) {
    this.engine = engine;
    this.codec = codec;
    this.properties = properties;
    this.metrics = metrics;
    this.queue = new LinkedBlockingQueue<>(properties.maxWaiting());
  }

  /** There is no answer; {@code known} says whether it is known that nothing was decided. */
  public static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean known;

    NoAnswer(String message, boolean known, @Nullable Throwable cause) {
      super(message, cause);
      this.known = known;
    }

    public boolean nothingDecided() {
      return known;
    }
  }

  private record Waiting(
      Submission submission, CompletableFuture<StoredDecision> decision, long sinceNanos) {

    /** What two requests of one poll must not share: the second is a repeat of the first. */
    Object turn() {
      return submission
          .idempotencyKey()
          .<Object>map(key -> List.of(submission.memberId(), key.role(), key.key()))
          .orElse(submission.commandId());
    }
  }

  /**
   * Decides a command and returns once its decision is committed.
   *
   * @throws NoAnswer when too many wait, the database is away, or it takes too long
   */
  public Answer decide(Submission submission) {
    return answer(submission, await(enqueue(submission)));
  }

  /**
   * Decides commands of one caller in their order, as if they came at the same moment.
   *
   * @throws NoAnswer as {@link #decide(Submission)}; some of them may be decided
   */
  public List<Answer> decide(List<Submission> submissions) {
    var waiting = submissions.stream().map(this::enqueue).toList();
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < waiting.size(); i++) {
      answers.add(answer(submissions.get(i), await(waiting.get(i))));
    }
    return answers;
  }

  private CompletableFuture<StoredDecision> enqueue(Submission submission) {
    var waiting = new Waiting(submission, new CompletableFuture<>(), System.nanoTime());
    metrics.came();
    if (!queue.offer(waiting)) {
      metrics.left();
      throw new NoAnswer("too many requests wait", true, null);
    }
    return waiting.decision();
  }

  private Answer answer(Submission submission, StoredDecision decision) {
    if (codec.decode(Topics.RESULTS, decision.result().value())
        instanceof Event(OperationResult result, _)) {
      return new Answer(result, !decision.commandId().equals(submission.commandId()));
    }
    throw new IllegalStateException("result of " + decision.commandId() + " cannot be read");
  }

  private StoredDecision await(CompletableFuture<StoredDecision> decision) {
    try {
      return decision.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CancellationException e) {
      throw new NoAnswer("the ledger does not answer", false, e);
    } catch (TimeoutException e) {
      throw new NoAnswer("no decision in time", false, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted", false, e);
    }
  }

  private void work() {
    var held = new ArrayList<Waiting>();
    try {
      while (true) {
        decideTogether(next(held));
      }
    } catch (InterruptedException _) {
      queue.drainTo(held);
      held.forEach(
          each -> {
            metrics.left();
            each.decision().cancel(false);
          });
    }
  }

  /**
   * Everything that waits, as far as it may be decided together; the rest stays in {@code held}.
   */
  private List<Waiting> next(List<Waiting> held) throws InterruptedException {
    if (held.isEmpty()) {
      held.add(queue.take());
    }
    queue.drainTo(held, Math.max(0, properties.maxTogether() - held.size()));
    var turns = new HashSet<>();
    var poll = new ArrayList<Waiting>();
    var later = new ArrayList<Waiting>();
    held.forEach(each -> (turns.add(each.turn()) ? poll : later).add(each));
    held.clear();
    held.addAll(later);
    return poll;
  }

  private void decideTogether(List<Waiting> poll) {
    var now = System.nanoTime();
    poll.forEach(each -> metrics.turn(now - each.sinceNanos()));
    metrics.together(poll.size());
    try {
      var decisions = engine.decisions(poll.stream().map(Waiting::submission).toList());
      for (int i = 0; i < poll.size(); i++) {
        poll.get(i).decision().complete(decisions.get(i));
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is: those who come later must not wait for a thread that is gone.
      LOG.warn("{} requests could not be decided", poll.size(), e);
      poll.forEach(each -> each.decision().completeExceptionally(e));
    }
  }

  @Override
  public void start() {
    worker = Thread.ofPlatform().daemon().name("group-commit").start(this::work);
  }

  @Override
  public void stop() {
    var thread = worker;
    worker = null;
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  @Override
  public int getPhase() {
    return BEHIND_THE_WEB_SERVER;
  }
}
