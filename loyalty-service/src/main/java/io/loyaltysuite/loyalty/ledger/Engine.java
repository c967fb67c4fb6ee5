package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.ledger.PollTransaction.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides commands, each once, whatever fails. When {@link #decide} returns, every decision is
 * committed; what it returns has to be published before anybody forgets the commands.
 *
 * <pre>
 * poll ─▶ transaction ─┬─ committed ───────────────▶ records to publish
 *                      ├─ infrastructure ──────────▶ thrown: the caller waits and comes again
 *                      ├─ decided elsewhere ───────▶ the poll runs again and finds it
 *                      └─ anything else ─┬─ several ─▶ each half by itself, in order
 *                                        └─ one ─────▶ decision internal_error and a dead letter
 * </pre>
 */
@Component
public class Engine {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final PollTransaction transaction;
  private final EngineMetrics metrics;
  private final int maxReruns;

  Engine(PollTransaction transaction, EngineMetrics metrics, LedgerProperties properties) {
    this.transaction = transaction;
    this.metrics = metrics;
    this.maxReruns = properties.maxReruns();
  }

  /**
   * Decides a poll in order. A command that stands in it twice, or was decided before, gets the one
   * decision it has.
   *
   * @return what to publish: per command its result and what belongs to it, as final bytes
   * @throws RuntimeException when the database is away or busy; parts of the poll may be decided
   */
  public List<Outgoing> decide(List<Submission> poll) {
    var distinct = new LinkedHashMap<UUID, Submission>();
    poll.forEach(each -> distinct.putIfAbsent(each.commandId(), each));
    return decisions(List.copyOf(distinct.values())).stream()
        .flatMap(StoredDecision::records)
        .toList();
  }

  /**
   * One decision per command, in their order. Their ids must differ.
   *
   * @throws RuntimeException as {@link #decide}
   */
  List<StoredDecision> decisions(List<Submission> poll) {
    if (poll.isEmpty()) {
      return List.of();
    }
    return Objects.requireNonNull(metrics.poll().record(() -> decideAll(poll).toList()));
  }

  private Stream<StoredDecision> decideAll(List<Submission> poll) {
    var began = metrics.now();
    try {
      return committed(run(poll), began);
    } catch (RuntimeException | StackOverflowError failure) {
      if (Failure.of(failure) != Failure.COMMAND) {
        throw failure;
      }
      return poll.size() == 1 ? committed(giveUp(poll.getFirst(), failure), began) : halves(poll);
    }
  }

  private Stream<StoredDecision> halves(List<Submission> poll) {
    metrics.split();
    int middle = poll.size() / 2;
    var first = decideAll(poll.subList(0, middle)).toList();
    return Stream.concat(first.stream(), decideAll(poll.subList(middle, poll.size())));
  }

  private Outcome run(List<Submission> poll) {
    for (int rerun = 0; ; rerun++) {
      try {
        return transaction.decide(poll);
      } catch (RuntimeException e) {
        if (Failure.of(e) != Failure.DECIDED_ELSEWHERE || rerun >= maxReruns) {
          throw e;
        }
        metrics.rerun();
      }
    }
  }

  private Outcome giveUp(Submission failed, Throwable cause) {
    LOG.error(
        "Command {} of portal {} (workflow {}) cannot be decided; it gets internal_error.",
        failed.commandId(),
        failed.memberId(),
        failed.event().getInvocation().getWorkflowId(),
        cause);
    return transaction.giveUp(failed, cause);
  }

  private Stream<StoredDecision> committed(Outcome outcome, Instant began) {
    metrics.committed(outcome, began);
    outcome.fresh().forEach(Engine::log);
    return outcome.all().stream();
  }

  private static void log(StoredDecision decision) {
    LOG.debug(
        "Decided command {}: {} {}", decision.commandId(), decision.status(), decision.errorCode());
  }
}
