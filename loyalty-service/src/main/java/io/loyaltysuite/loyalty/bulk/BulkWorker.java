package io.loyaltysuite.loyalty.bulk;

import io.loyaltysuite.loyalty.bulk.BulkJob.Progress;
import io.loyaltysuite.loyalty.bulk.BulkJob.Refused;
import io.loyaltysuite.loyalty.bulk.BulkJob.State;
import io.loyaltysuite.loyalty.bulk.BulkJobs.Target;
import io.loyaltysuite.loyalty.bulk.Together.One;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.rounds.End;
import io.loyaltysuite.loyalty.rounds.Rounds;
import io.loyaltysuite.loyalty.rounds.Rounds.Pace;
import io.loyaltysuite.schemas.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Works jobs off, one at a time on each instance.
 *
 * <pre>
 * claim a job ─▶ next cards ─┬─ some ─▶ decide them together ─▶ count, move the cursor ─▶ next cards
 *    (lease)                 └─ none, or cancelled ─▶ end
 * </pre>
 *
 * Whoever dies leaves a lease that runs out; the next one goes on behind the cursor, and finds
 * decided what was decided already.
 */
@Component
class BulkWorker {

  private static final Logger LOG = LoggerFactory.getLogger(BulkWorker.class);

  /** What says that a card has had this before. */
  private static final Set<String> HAD_IT =
      Set.of(Rejection.DUPLICATE_OPERATION.code(), Rejection.PURCHASE_ALREADY_REGISTERED.code());

  /** Before the engine stops, nobody waits for it any more. */
  private static final int IN_FRONT_OF_THE_ENGINE = 1;

  private final BulkJobs jobs;
  private final Together together;
  private final BulkProperties properties;

  BulkWorker(BulkJobs jobs, Together together, BulkProperties properties) {
    this.jobs = jobs;
    this.together = together;
    this.properties = properties;
  }

  private void work(End end) throws InterruptedException {
    var owner = UUID.randomUUID();
    var claimed = jobs.claim(owner);
    while (claimed.isPresent()) {
      work(claimed.get(), owner, end);
      if (end.hasCome()) {
        return;
      }
      claimed = jobs.claim(owner);
    }
  }

  private void work(BulkJob claimed, UUID owner, End end) throws InterruptedException {
    var job = claimed;
    while (job.state() != State.CANCELLING) {
      var targets = jobs.next(job);
      if (targets.isEmpty()) {
        break;
      }
      var advanced = jobs.advance(job, owner, dealtWith(job, targets));
      if (advanced.isEmpty() || end.comesWithin(properties.pause())) {
        return;
      }
      job = advanced.get();
    }
    jobs.end(job, owner);
    LOG.info(
        "Job {} is over: {} of {} cards, {} refused",
        job.id(),
        job.done(),
        job.total(),
        job.failed());
  }

  private Progress dealtWith(BulkJob job, List<Target> targets) {
    var commands = targets.stream().map(target -> command(job, target)).toList();
    var results = together.decide(job.memberId(), job.id().toString(), job.language(), commands);
    var refused = new ArrayList<Refused>();
    long skipped = 0;
    for (int i = 0; i < targets.size(); i++) {
      var result = results.get(i);
      if (HAD_IT.contains(result.getErrorCode())) {
        skipped++;
      } else if (!result.getErrorCode().isEmpty()) {
        var target = targets.get(i);
        refused.add(
            new Refused(
                target.cardId(), target.number(), result.getErrorCode(), result.getMessage()));
      }
    }
    return new Progress(targets.getLast().cardId(), targets.size(), skipped, refused);
  }

  private static One command(BulkJob job, Target target) {
    var inputs = new HashMap<>(job.inputs());
    inputs.put("card_id", target.cardId().toString());
    return new One(Ids.derived(job.id(), target.cardId().toString()), job.operation(), inputs);
  }

  @Bean
  Rounds bulkRounds() {
    return new Rounds(
        "bulk-jobs", Pace.every(properties.interval()), IN_FRONT_OF_THE_ENGINE, this::work);
  }
}
