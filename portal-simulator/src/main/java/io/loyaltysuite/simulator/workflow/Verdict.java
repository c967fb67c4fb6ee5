package io.loyaltysuite.simulator.workflow;

/** What became of a reply, or of a log record (protocol 9.2). */
public enum Verdict {
  /** S1: the step waited for it; it is closed and the workflow goes on. */
  APPLIED,
  /** S2: the step was executed again since. */
  OLDER_EXECUTION,
  /** S3: the step was closed by an earlier reply. */
  ANSWERED_BEFORE,
  /** S4: the step's timeout had fired. */
  TIMED_OUT,
  /** S5: the workflow had completed. */
  FINISHED,
  /** S6: the workflow had been terminated or killed. */
  TERMINATED,
  /** S7: another hit held the workflow; the reply is lost. */
  LOST_ON_LOCK,
  /** S8: the lock is held by a hit that died; the reply is lost. */
  HUNG,
  /** S9: the document is gone; the workflow was terminated. */
  DOCUMENT_DELETED,
  /** S10: the step does not wait. */
  NOT_WAITING,
  /** S12: applied, but a following step failed and the workflow was terminated. */
  APPLIED_THEN_FAILED,
  /** S13: no such workflow. */
  UNKNOWN_WORKFLOW,
  /** S14: the workflow is not saved yet; the reply is lost. */
  NOT_SAVED_YET,
  /** A log record was written; the step goes on waiting. */
  LOGGED;

  /** Whether the step took the values. */
  public boolean applied() {
    return this == APPLIED || this == APPLIED_THEN_FAILED;
  }
}
