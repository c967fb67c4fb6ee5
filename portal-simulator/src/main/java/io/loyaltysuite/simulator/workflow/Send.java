package io.loyaltysuite.simulator.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Evidence of one reply.
 *
 * @param at when the portal worked on it
 * @param hit request it came with
 * @param workflowId workflow it was for
 * @param activityName step it was for
 * @param eventId execution it was for
 * @param applied whether the step took the values
 * @param reason what became of it
 * @param values outputs as the portal stored them; empty unless applied
 * @param dropped names of values the activity does not declare
 * @param logMessage text for the workflow's log
 */
public record Send(
    Instant at,
    String hit,
    String workflowId,
    String activityName,
    String eventId,
    boolean applied,
    Verdict reason,
    Map<String, Object> values,
    List<String> dropped,
    String logMessage) {

  static Send of(Instant at, String hit, Reply reply, Verdict verdict, ReturnValues values) {
    return new Send(
        at,
        hit,
        reply.token().workflowId(),
        reply.token().activityName(),
        reply.token().eventId(),
        verdict.applied(),
        verdict,
        verdict.applied() ? values.stored() : Map.of(),
        verdict.applied() ? values.dropped() : List.of(),
        reply.logMessage());
  }

  Send failedLater() {
    return new Send(
        at,
        hit,
        workflowId,
        activityName,
        eventId,
        applied,
        Verdict.APPLIED_THEN_FAILED,
        values,
        dropped,
        logMessage);
  }
}
