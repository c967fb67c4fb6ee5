package io.loyaltysuite.simulator.workflow;

/** Where the execution of a step stands. */
public enum StepState {
  /** Waiting for the application's reply. */
  WAITING,
  /** Closed by a reply. */
  ANSWERED,
  /** Closed by its timeout. */
  TIMED_OUT,
  /** Closed at once, because the step does not wait. */
  NOT_WAITING,
  /** The workflow ended while it was waiting. */
  CANCELLED
}
