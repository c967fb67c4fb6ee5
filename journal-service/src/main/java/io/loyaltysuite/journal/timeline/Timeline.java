package io.loyaltysuite.journal.timeline;

import io.loyaltysuite.journal.event.ProcessKey;
import io.loyaltysuite.journal.event.StoredEvent;
import java.util.List;

/**
 * The story of one process.
 *
 * @param calls in the order they came
 * @param others events that belong to the process but to no call
 * @param truncated whether the process has more events than were read
 */
public record Timeline(ProcessKey process, List<Call> calls, List<Told> others, boolean truncated) {

  /** Recorded results, to be decided again. */
  public List<StoredEvent> results() {
    return calls.stream()
        .flatMap(call -> call.events().stream())
        .filter(told -> told.type().equals("OperationResult"))
        .map(Told::event)
        .toList();
  }
}
