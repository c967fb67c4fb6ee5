package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.workflow.StepView;
import io.loyaltysuite.simulator.workflow.WebhookNote;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * How fast portals were served, as they saw it.
 *
 * @param accepted webhooks answered 200
 * @param refused webhooks answered otherwise, or not at all
 * @param webhookP99 of the time to a 200
 * @param answerP50 median of the time from a step's start to its applied reply
 * @param answerP99 99th percentile of the same
 * @param acceptPause longest time under load without any webhook answered 200
 * @param answerPause longest time under load without any applied reply
 */
public record Pace(
    int accepted,
    int refused,
    Duration webhookP99,
    Duration answerP50,
    Duration answerP99,
    Duration acceptPause,
    Duration answerPause) {

  private static final int OK = 200;

  /**
   * Looks only at executions of these activities that began at some moment or later.
   *
   * @param loadEnd when nothing new was started any more; what is late after that is no pause
   */
  public static Pace of(
      Collection<Portal> portals, Set<String> codes, Instant since, Instant loadEnd) {
    var steps =
        steps(portals)
            .filter(step -> codes.contains(step.code()) && !step.startedAt().isBefore(since))
            .toList();
    var notes = steps.stream().flatMap(step -> step.webhooks().stream()).toList();
    var taken = notes.stream().filter(note -> note.status() == OK).toList();
    var answered = steps.stream().filter(step -> step.applied() > 0).toList();
    return new Pace(
        taken.size(),
        notes.size() - taken.size(),
        quantile(0.99, taken.stream().map(note -> Duration.ofMillis(note.millis()))),
        quantile(0.50, answered.stream().map(Pace::waited)),
        quantile(0.99, answered.stream().map(Pace::waited)),
        longestPause(taken.stream().map(Pace::answered), loadEnd),
        longestPause(answered.stream().map(Pace::closed), loadEnd));
  }

  /** Calls answered 200 that have no applied reply yet. */
  public static long waiting(Collection<Portal> portals) {
    return steps(portals)
        .filter(step -> step.applied() == 0)
        .filter(step -> step.webhooks().stream().anyMatch(note -> note.status() == OK))
        .count();
  }

  private static Stream<StepView> steps(Collection<Portal> portals) {
    return portals.stream()
        .flatMap(portal -> portal.workflows().stream())
        .flatMap(workflow -> workflow.steps().stream());
  }

  @Override
  public String toString() {
    return """
        %d webhooks answered 200, %d refused or cut off; 200 within %d ms, answer within %.1f s (p99); \
        longest pause: %d ms without a 200, %.1f s without an answer\
        """
        .formatted(
            accepted,
            refused,
            webhookP99.toMillis(),
            answerP99.toMillis() / 1000.0,
            acceptPause.toMillis(),
            answerPause.toMillis() / 1000.0);
  }

  private static Instant answered(WebhookNote note) {
    return note.at().plusMillis(note.millis());
  }

  private static Instant closed(StepView step) {
    return Objects.requireNonNull(step.closedAt());
  }

  private static Duration waited(StepView step) {
    return Duration.between(step.startedAt(), closed(step));
  }

  private static Duration quantile(double share, Stream<Duration> times) {
    List<Duration> sorted = times.sorted().toList();
    return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) (sorted.size() * share));
  }

  private static Duration longestPause(Stream<Instant> moments, Instant loadEnd) {
    return Stream.concat(moments.filter(moment -> moment.isBefore(loadEnd)), Stream.of(loadEnd))
        .sorted()
        .gather(Gatherers.windowSliding(2))
        .filter(two -> two.size() == 2)
        .map(two -> Duration.between(two.getFirst(), two.getLast()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
