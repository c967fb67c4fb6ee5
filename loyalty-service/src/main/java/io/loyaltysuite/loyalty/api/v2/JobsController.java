package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.bulk.BulkJob;
import io.loyaltysuite.loyalty.bulk.BulkJobs;
import io.loyaltysuite.loyalty.bulk.BulkJobs.Order;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.view.Page;
import io.loyaltysuite.schemas.Ids;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Operations on many cards as jobs of the service (spec 2.11): begun, watched, cancelled. */
@V2
class JobsController {

  private static final String ALL = "/api/v2/{client_id}/admin/jobs";
  private static final String ONE = ALL + "/{job_id}";
  private static final Set<String> STATUSES = Set.of("", "active", "blocked");

  private final BulkJobs jobs;

  JobsController(BulkJobs jobs) {
    this.jobs = jobs;
  }

  /** A job as it is. */
  @JsonNaming(SnakeCaseStrategy.class)
  record JobText(
      UUID id,
      String operation,
      String cardStatus,
      boolean dryRun,
      String state,
      long total,
      long done,
      long skipped,
      long failed,
      String created,
      String modified) {

    static JobText of(BulkJob job) {
      return new JobText(
          job.id(),
          job.operation(),
          job.status(),
          job.dryRun(),
          job.state().name().toLowerCase(Locale.ROOT),
          job.total(),
          job.done(),
          job.skipped(),
          job.failed(),
          Texts.moment(job.created()),
          Texts.moment(job.changed()));
    }
  }

  record Named(JobText job) {}

  @GetMapping(ALL)
  ResponseEntity<Success> list(Asked asked) {
    var number = asked.pageNumber();
    var items = jobs.newest(asked.portalId(), Page.SIZE, (number - 1L) * Page.SIZE);
    var page = new Page<>(items, jobs.count(asked.portalId()), number);
    return asked.page("jobs list", page, items.stream().map(JobText::of).toList());
  }

  @GetMapping(ONE)
  ResponseEntity<Success> one(Asked asked, @PathVariable("job_id") String id) {
    return asked.answer("job", JobText.of(job(asked, id)));
  }

  /** The same Idempotency-Key is the same job. */
  @PostMapping(ALL)
  ResponseEntity<Success> begin(Asked asked) {
    var body = Fields.of(asked.http());
    var operation = body.required("operation");
    var status = body.text("card_status");
    if (!STATUSES.contains(status)) {
      throw body.invalid("card_status", status);
    }
    var id =
        asked
            .idempotencyKey()
            .map(key -> Ids.derived(asked.account().clientId(), "job/" + key))
            .orElse(asked.call().id());
    var inputs = inputs(asked, operation, body);
    inputs.values().removeIf(String::isEmpty);
    var order =
        new Order(
            id,
            asked.portalId(),
            operation,
            inputs,
            status,
            body.flag("dry_run").equals("Y"),
            asked.language().code());
    var job = jobs.add(order).orElseThrow(() -> Refusal.of(Rejection.RATE_LIMITED));
    if (!isOf(job, order)) {
      throw Refusal.of(Rejection.IDEMPOTENCY_KEY_REUSED);
    }
    return asked.answer("job begun", new Named(JobText.of(job)));
  }

  private static boolean isOf(BulkJob job, Order order) {
    return job.operation().equals(order.operation())
        && job.inputs().equals(order.inputs())
        && job.status().equals(order.status())
        && job.dryRun() == order.dryRun();
  }

  /** What each card is done with; accruals and payments only once for their reason. */
  private static Map<String, String> inputs(Asked asked, String operation, Fields body) {
    var inputs = new HashMap<>(Outcomes.reason(body));
    switch (operation) {
      case "accrue", "pay" -> {
        putAmount(asked, body, inputs);
        inputs.put("reason_id", body.object("reason").required("id"));
        inputs.put("once_per", "reason");
      }
      case "burn" -> {
        inputs.put("mode", body.required("mode"));
        inputs.put("date", body.day("date"));
        if (body.has("bonus_points")) {
          putAmount(asked, body, inputs);
        }
      }
      case "percentage_set" -> inputs.put("percentage", body.requiredNumber("percentage"));
      case "level_recalculate" -> inputs.put("allow_downgrade", body.flag("allow_downgrade"));
      case "card_block" -> inputs.put("block_reason", body.required("block_reason"));
      case "card_unblock" -> {}
      default -> throw body.invalid("operation", operation);
    }
    return inputs;
  }

  private static void putAmount(Asked asked, Fields body, Map<String, String> inputs) {
    var amount = body.object("bonus_points");
    asked.requireCurrency(amount.required("currency"));
    inputs.put("amount", amount.requiredNumber("amount"));
    inputs.put("currency", amount.required("currency"));
  }

  @PostMapping(ONE + "/cancel")
  ResponseEntity<Success> cancel(Asked asked, @PathVariable("job_id") String id) {
    var job = job(asked, id);
    jobs.cancel(asked.portalId(), job.id());
    return asked.answer("job cancelled", new Named(JobText.of(job(asked, id))));
  }

  private BulkJob job(Asked asked, String text) {
    return jobs.find(asked.portalId(), Asked.id(text, new NoSuchThing()))
        .orElseThrow(NoSuchThing::new);
  }
}
