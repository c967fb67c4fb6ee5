package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.portal.EventToken;
import io.loyaltysuite.simulator.portal.PortalState;
import io.loyaltysuite.simulator.time.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs the workflows of one portal: starts them, gives them replies and timeouts, holds their locks
 * for a while.
 */
public final class Engine {

  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final PortalState portal;
  private final Clock clock;
  private final Schedule schedule;
  private final Consumer<Departure> outbox;
  private final Map<String, Workflow> workflows = new ConcurrentHashMap<>();
  private final Deque<Workflow> finished = new ArrayDeque<>();
  private final AtomicLong lastMicros = new AtomicLong();
  private final AtomicLong hits = new AtomicLong();
  private final Tally tally = new Tally();
  private final Surroundings surroundings;

  /**
   * An engine without workflows.
   *
   * @param portal whose workflows it runs
   * @param clock the portal's clock
   * @param schedule for what happens later
   * @param outbox takes the webhooks
   */
  public Engine(PortalState portal, Clock clock, Schedule schedule, Consumer<Departure> outbox) {
    this.portal = portal;
    this.clock = clock;
    this.schedule = schedule;
    this.outbox = outbox;
    this.surroundings =
        new Surroundings(
            portal::activity,
            token -> token.sign(portal.eventKey()),
            Engine::randomEventId,
            new SiteDates(portal.settings().zone()),
            tally::sent,
            this::remember);
  }

  /** Starts a process; its first webhooks are on their way when this returns. */
  public Workflow start(
      BusinessProcess process, Document document, Map<String, Object> parameters) {
    Instant now = clock.instant();
    var workflow = new Workflow(newId(now), process, document, parameters, surroundings, now);
    workflows.put(workflow.id(), workflow);
    tally.started();
    Duration delay = portal.settings().behaviour().saveDelay();
    depart(workflow, workflow.start(now, now.plus(delay)));
    return workflow;
  }

  /**
   * Gives the reply to its workflow and, when it was applied, stays for the lock window; replies of
   * one hit that come one after another never meet each other's lock (protocol 2.3, 2.6).
   */
  public Verdict reply(String hit, Reply reply) {
    Workflow workflow = workflows.get(reply.token().workflowId());
    if (workflow == null) {
      tally.sent(
          Send.of(
              clock.instant(),
              hit,
              reply,
              Verdict.UNKNOWN_WORKFLOW,
              new ReturnValues(Map.of(), List.of())));
      return Verdict.UNKNOWN_WORKFLOW;
    }
    Verdict verdict = workflow.receive(hit, reply, clock.instant());
    if (verdict == Verdict.APPLIED) {
      goOn(workflow, hit);
      return workflow.failed() ? Verdict.APPLIED_THEN_FAILED : Verdict.APPLIED;
    }
    return verdict;
  }

  private void goOn(Workflow workflow, String hit) {
    Schedule.pause(portal.settings().behaviour().continuation().pick());
    depart(workflow, workflow.proceed(hit, clock.instant()));
  }

  /** Writes a log record; the lock is taken and freed within the call. */
  public Verdict log(String hit, EventToken token) {
    Workflow workflow = workflows.get(token.workflowId());
    return workflow == null ? Verdict.UNKNOWN_WORKFLOW : workflow.log(hit, token, clock.instant());
  }

  private void depart(Workflow workflow, List<StepRun> runs) {
    for (StepRun run : runs) {
      if (run.waits) {
        tally.waiting();
        arm(workflow, run);
      }
      outbox.accept(departure(workflow, run));
    }
  }

  private Departure departure(Workflow workflow, StepRun run) {
    var activity = portal.activity(run.step.code());
    Integer runAs = run.step.runAs();
    return new Departure(
        activity.map(found -> found.clientId()).orElse(""),
        activity.map(found -> found.handler()).orElse(""),
        workflow.id(),
        run.step.code(),
        workflow.document().documentId(),
        workflow.document().documentType(),
        run.signedToken,
        run.properties,
        run.waits,
        run.step.timeout().toSeconds(),
        runAs == null ? activity.map(found -> found.authUserId()).orElse(0) : runAs,
        note -> workflow.note(run, note));
  }

  private void arm(Workflow workflow, StepRun run) {
    Duration configured = run.step.timeout();
    if (configured.isPositive()) {
      Duration least = portal.settings().behaviour().minimalTimeout();
      Duration effective = configured.compareTo(least) < 0 ? least : configured;
      List<Duration> retries = portal.settings().behaviour().timeoutRetries();
      run.timer = schedule.alarm(effective, () -> expire(workflow, run, retries));
    }
  }

  private void expire(Workflow workflow, StepRun run, List<Duration> retries) {
    String hit = newHit();
    if (workflow.expire(hit, run, clock.instant())) {
      goOn(workflow, hit);
    } else if (!retries.isEmpty()) {
      List<Duration> left = retries.subList(1, retries.size());
      run.timer = schedule.alarm(retries.getFirst(), () -> expire(workflow, run, left));
    }
  }

  private void remember(Workflow workflow) {
    tally.finished();
    synchronized (finished) {
      finished.add(workflow);
      while (finished.size() > portal.settings().keptWorkflows()) {
        Workflow forgotten = finished.remove();
        tally.givenUp(forgotten.unanswered());
        workflows.remove(forgotten.id());
      }
    }
  }

  /** Executions of steps whose application took the webhook, but whose reply was never applied. */
  public long unanswered() {
    return tally.givenUp() + workflows().mapToLong(Workflow::unanswered).sum();
  }

  /** The workflow of this id, running or remembered. */
  public Optional<Workflow> workflow(String id) {
    return Optional.ofNullable(workflows.get(id));
  }

  /** Running and remembered workflows in no particular order. */
  public Stream<Workflow> workflows() {
    return workflows.values().stream();
  }

  /** Counters of everything since the portal began, forgotten workflows included. */
  public Tally tally() {
    return tally;
  }

  /** A new id of a request or of a job of the portal. */
  public String newHit() {
    return "h" + hits.incrementAndGet();
  }

  /** PHP's {@code uniqid} with entropy (protocol 1.4), never the same twice. */
  private String newId(Instant now) {
    long micros =
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000L), now.getNano() / 1_000);
    long unique = lastMicros.accumulateAndGet(micros, (last, wanted) -> Math.max(last + 1, wanted));
    var random = ThreadLocalRandom.current();
    return "%08x%05x%d.%08d"
        .formatted(
            unique / 1_000_000,
            unique % 1_000_000,
            random.nextInt(10),
            random.nextInt(100_000_000));
  }

  private static String randomEventId() {
    var random = ThreadLocalRandom.current();
    var id = new StringBuilder(32);
    for (int i = 0; i < 32; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
