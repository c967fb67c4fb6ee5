package io.loyaltysuite.journal.search;

import io.loyaltysuite.journal.event.EventReader;
import io.loyaltysuite.journal.event.ProcessKey;
import io.loyaltysuite.journal.security.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the process that a workflow id means, among those the caller may see. */
@Component
public class ProcessFinder {

  private final EventReader events;

  ProcessFinder(EventReader events) {
    this.events = events;
  }

  /**
   * The process, if there is one; a process of a portal that is not the caller's is not there.
   *
   * @throws BadQuestion when several portals have a process with this id and none was named
   */
  public Optional<ProcessKey> find(String workflowId, @Nullable String portal, Caller caller) {
    var portals =
        events.portalsOf(workflowId).stream()
            .filter(caller::sees)
            .filter(found -> portal == null || portal.isBlank() || portal.equals(found))
            .toList();
    if (portals.size() > 1) {
      throw new BadQuestion("portal: absent (expected: one of " + String.join(", ", portals) + ")");
    }
    return portals.stream().findFirst().map(found -> new ProcessKey(found, workflowId));
  }
}
