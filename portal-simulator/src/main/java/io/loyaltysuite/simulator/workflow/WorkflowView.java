package io.loyaltysuite.simulator.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as the portal's own people see it, and more.
 *
 * @param id instance id
 * @param process name of the process
 * @param documentId document key
 * @param state where it stands
 * @param locked whether a hit holds it
 * @param startedAt when it began
 * @param endedAt when it ended; null while it runs
 * @param fault why it was terminated; null when it was not
 * @param steps every execution of every step in the order of execution
 */
public record WorkflowView(
    String id,
    String process,
    String documentId,
    WorkflowState state,
    boolean locked,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String fault,
    List<StepView> steps) {

  /** The latest execution of the step of this name. */
  public Optional<StepView> step(String name) {
    return steps.reversed().stream().filter(step -> step.name().equals(name)).findFirst();
  }
}
