package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.ActivityDefinition;
import io.loyaltysuite.simulator.portal.EventToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One running instance of a process: a pure state machine that is told the time and answers with
 * the steps it began.
 *
 * <pre>
 * start ──▶ run to the next waiting points ──▶ save, unlock ──▶ suspended
 *                    ▲                                              │ reply or timeout
 *                    └───── proceed (after the lock window) ◀── lock, close the step
 *                                                                   │ locked by another hit: reply lost (S7, S8)
 * </pre>
 */
public final class Workflow {

  private final String id;
  private final BusinessProcess process;
  private final Document document;
  private final Map<String, Object> parameters;
  private final Surroundings surroundings;
  private final Instant startedAt;
  private final List<StepRun> runs = new ArrayList<>();
  private final Map<String, StepRun> latest = new HashMap<>();
  private final Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
  private final List<StepRun> begun = new ArrayList<>();
  private final CompletableFuture<WorkflowView> ended = new CompletableFuture<>();
  private WorkflowState state = WorkflowState.RUNNING;
  private Instant modifiedAt;
  private Instant savedAt;
  private @Nullable Instant endedAt;
  private @Nullable String fault;
  private @Nullable String owner;
  private @Nullable Instant ownedSince;
  private boolean hung;
  private boolean documentDeleted;
  private @Nullable StepRun closing;

  Workflow(
      String id,
      BusinessProcess process,
      Document document,
      Map<String, Object> parameters,
      Surroundings surroundings,
      Instant now) {
    this.id = id;
    this.process = process;
    this.document = document;
    this.parameters = parameters;
    this.surroundings = surroundings;
    this.startedAt = now;
    this.modifiedAt = now;
    this.savedAt = now;
  }

  /**
   * Runs the first hit; gives the steps whose webhooks must leave. Replies before {@code saved}
   * find no instance.
   */
  synchronized List<StepRun> start(Instant now, Instant saved) {
    savedAt = saved;
    begin(process.nodes(), 0, "A", this::complete);
    return suspend(now);
  }

  private void begin(List<Node> nodes, int index, String path, Runnable then) {
    if (state.ended()) {
      return;
    }
    if (index == nodes.size()) {
      then.run();
      return;
    }
    String here = path + (index + 1);
    Runnable next = () -> begin(nodes, index + 1, path, then);
    switch (nodes.get(index)) {
      case Step step -> execute(step, here, next);
      case Node.Parallel(var branches) -> fork(branches, here, next);
      case Node.Loop(var times, var body) -> pass(times, body, here, next);
      case Node.Fail(var text) -> end(WorkflowState.TERMINATED, text, modifiedAt);
    }
  }

  private void fork(List<List<Node>> branches, String path, Runnable next) {
    int[] open = {branches.size()};
    if (branches.isEmpty()) {
      next.run();
    }
    for (int i = 0; i < branches.size(); i++) {
      begin(branches.get(i), 0, path + "_" + (i + 1) + "_", () -> joined(open, next));
    }
  }

  private static void joined(int[] open, Runnable next) {
    if (--open[0] == 0) {
      next.run();
    }
  }

  private void pass(int left, List<Node> body, String path, Runnable next) {
    if (left == 0) {
      next.run();
    } else {
      begin(body, 0, path + "_", () -> pass(left - 1, body, path, next));
    }
  }

  private void execute(Step step, String place, Runnable next) {
    Optional<ActivityDefinition> registered = surroundings.activity(step.code());
    if (registered.isEmpty()) {
      end(WorkflowState.TERMINATED, "Application activity is not installed.", modifiedAt);
      return;
    }
    ActivityDefinition activity = registered.get();
    Map<String, Object> properties;
    try {
      var facts = new Facts(document, parameters, outputs);
      properties = InputValues.of(step, activity, facts, surroundings.dates());
    } catch (IllegalArgumentException mistake) {
      end(WorkflowState.TERMINATED, mistake.getMessage(), modifiedAt);
      return;
    }
    String subscription = activity.useSubscription();
    boolean waits = subscription.isEmpty() ? step.waits() : subscription.equals("Y");
    var token =
        new EventToken(id, step.name() == null ? place : step.name(), surroundings.eventId());
    var run =
        new StepRun(
            step, token, surroundings.sign(token), properties, waits, activity, modifiedAt, next);
    runs.add(run);
    latest.put(token.activityName(), run);
    begun.add(run);
    if (!waits) {
      run.closedAt = modifiedAt;
      outputs.put(token.activityName(), run.outputs);
      next.run();
    }
  }

  /**
   * Takes the lock and closes the step, or says why not. After an applied reply the hit must {@link
   * #proceed}.
   */
  synchronized Verdict receive(String hit, Reply reply, Instant now) {
    StepRun run = find(reply.token());
    Verdict verdict = judge(hit, reply.token(), run, now);
    ReturnValues values = new ReturnValues(Map.of(), List.of());
    if (verdict == Verdict.APPLIED && run != null) {
      values =
          ReturnValues.of(
              reply.values(), surroundings.returnProperties(run.step.code()), surroundings.dates());
      run.outputs.putAll(Php.normalMap(values.stored()));
      lock(hit, run, StepState.ANSWERED, now);
    }
    Send send = Send.of(now, hit, reply, verdict, values);
    if (run != null) {
      run.record(send);
    }
    surroundings.record(send);
    return verdict;
  }

  private Verdict judge(String hit, EventToken token, @Nullable StepRun run, Instant now) {
    Optional<Verdict> closed = unreachable(hit, now);
    if (closed.isPresent()) {
      return closed.get();
    }
    if (documentDeleted) {
      end(WorkflowState.TERMINATED, "The document was deleted.", now);
      return Verdict.DOCUMENT_DELETED;
    }
    if (run == null || latest.get(token.activityName()) != run) {
      return Verdict.OLDER_EXECUTION;
    }
    return switch (run.state) {
      case WAITING -> Verdict.APPLIED;
      case ANSWERED -> Verdict.ANSWERED_BEFORE;
      case TIMED_OUT -> Verdict.TIMED_OUT;
      case NOT_WAITING -> Verdict.NOT_WAITING;
      case CANCELLED -> Verdict.TERMINATED;
    };
  }

  /** Why a hit cannot load and lock this workflow, if so. */
  private Optional<Verdict> unreachable(String hit, Instant now) {
    if (now.isBefore(savedAt)) {
      return Optional.of(Verdict.NOT_SAVED_YET);
    }
    if (state.ended()) {
      return Optional.of(state == WorkflowState.COMPLETED ? Verdict.FINISHED : Verdict.TERMINATED);
    }
    if (hung) {
      return Optional.of(Verdict.HUNG);
    }
    return owner == null || owner.equals(hit)
        ? Optional.empty()
        : Optional.of(Verdict.LOST_ON_LOCK);
  }

  /** Writes a log record while the step waits (protocol 2.9). */
  synchronized Verdict log(String hit, EventToken token, Instant now) {
    StepRun run = find(token);
    Verdict verdict = judge(hit, token, run, now);
    return verdict == Verdict.APPLIED ? Verdict.LOGGED : verdict;
  }

  private @Nullable StepRun find(EventToken token) {
    return runs.reversed().stream().filter(run -> run.token.equals(token)).findFirst().orElse(null);
  }

  /**
   * Fires the timeout of the step; false when a lock was met. After true the hit must {@link
   * #proceed}.
   */
  synchronized boolean expire(String hit, StepRun run, Instant now) {
    if (run.state != StepState.WAITING || state.ended()) {
      return true;
    }
    if (unreachable(hit, now).isPresent()) {
      return false;
    }
    lock(hit, run, StepState.TIMED_OUT, now);
    return true;
  }

  private void lock(String hit, StepRun run, StepState how, Instant now) {
    owner = hit;
    ownedSince = now;
    closing = run;
    run.close(how, now);
    outputs.put(run.token.activityName(), run.outputs);
    state = WorkflowState.RUNNING;
  }

  /**
   * Runs what follows the step the hit closed, saves and unlocks; gives the steps whose webhooks
   * must leave.
   */
  synchronized List<StepRun> proceed(String hit, Instant now) {
    StepRun closed = closing;
    if (closed == null || !hit.equals(owner) || hung) {
      return List.of();
    }
    closing = null;
    modifiedAt = now;
    closed.next.run();
    if (fault != null) {
      closed.lastSendFailedLater();
    }
    return suspend(now);
  }

  private List<StepRun> suspend(Instant now) {
    owner = null;
    ownedSince = null;
    modifiedAt = now;
    if (!state.ended()) {
      state = WorkflowState.SUSPENDED;
    }
    List<StepRun> leaving = List.copyOf(begun);
    begun.clear();
    if (state.ended()) {
      ended.complete(view());
    }
    return leaving;
  }

  private void complete() {
    end(WorkflowState.COMPLETED, null, modifiedAt);
  }

  private void end(WorkflowState how, @Nullable String why, Instant now) {
    if (state.ended()) {
      return;
    }
    state = how;
    fault = why;
    endedAt = now;
    runs.stream()
        .filter(run -> run.state == StepState.WAITING)
        .forEach(run -> run.close(StepState.CANCELLED, now));
    surroundings.ended(this);
  }

  /** Ends it by hand, or by a deleted document; waiting steps are cancelled. */
  public synchronized void terminate(String status, Instant now) {
    end(WorkflowState.TERMINATED, status, now);
    ended.complete(view());
  }

  /** Removes it by hand. */
  public synchronized void kill(Instant now) {
    end(WorkflowState.KILLED, "killed", now);
    ended.complete(view());
  }

  /** Lets the hit that holds the lock die: nobody frees it any more (S8). */
  public synchronized void hang() {
    hung = true;
  }

  /** Deletes the document: the next reply terminates the workflow (S9). */
  public synchronized void deleteDocument() {
    documentDeleted = true;
  }

  /** Locks it as another hit of the portal would, until {@link #unlock}. */
  public synchronized void lock(Instant now) {
    owner = "portal";
    ownedSince = now;
  }

  /** Frees the lock taken by {@link #lock}. */
  public synchronized void unlock() {
    owner = null;
    ownedSince = null;
  }

  /** Keeps what became of a webhook of the step. */
  synchronized void note(StepRun run, WebhookNote note) {
    run.note(note);
  }

  /** Steps whose webhook was taken, but which got no reply applied. */
  synchronized long unanswered() {
    return runs.stream().filter(StepRun::unanswered).count();
  }

  /** Instance id. */
  public String id() {
    return id;
  }

  /** Document it runs on. */
  public Document document() {
    return document;
  }

  /** When it was saved last. */
  public synchronized Instant modifiedAt() {
    return modifiedAt;
  }

  /** Until when its lock is meant to last; empty without a lock. */
  public synchronized Optional<Instant> ownedUntil() {
    return Optional.ofNullable(ownedSince).map(since -> since.plusSeconds(120));
  }

  /** Whether a fault ended it. */
  synchronized boolean failed() {
    return state == WorkflowState.TERMINATED;
  }

  /** Whether the portal still has it. */
  public synchronized boolean alive(Instant now) {
    return !state.ended() && !now.isBefore(savedAt);
  }

  /** Completes when it has ended. */
  public CompletableFuture<WorkflowView> ended() {
    return ended;
  }

  /** Everything about it, as of now. */
  public synchronized WorkflowView view() {
    return new WorkflowView(
        id,
        process.name(),
        document.id(),
        state,
        owner != null || hung,
        startedAt,
        endedAt,
        fault,
        runs.stream().map(StepRun::view).toList());
  }
}
