package io.loyaltysuite.simulator.workflow;

/** Where a workflow stands (protocol 8.4). */
public enum WorkflowState {
  /** In its first hit or between waiting points. */
  RUNNING,
  /** Saved, waiting for replies. */
  SUSPENDED,
  /** At its end. */
  COMPLETED,
  /** Ended by a fault, by hand or because its document is gone. */
  TERMINATED,
  /** Removed by hand. */
  KILLED;

  /** Whether nothing can happen to it any more. */
  public boolean ended() {
    return this == COMPLETED || this == TERMINATED || this == KILLED;
  }
}
