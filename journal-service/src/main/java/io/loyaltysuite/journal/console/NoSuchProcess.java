package io.loyaltysuite.journal.console;

/** Nothing is known of the process, or nothing that the caller may know. */
final class NoSuchProcess extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSuchProcess(String workflowId) {
    super("workflow: " + workflowId + " is unknown (expected: one with events in your portals)");
  }
}
