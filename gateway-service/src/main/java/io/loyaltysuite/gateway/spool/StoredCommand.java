package io.loyaltysuite.gateway.spool;

/** A command in the spool; of two of one workflow, the one with the smaller id comes first. */
record StoredCommand(long id, EncodedCommand command) {

  /** What must keep its order: the workflow of a portal. */
  record Workflow(String memberId, String workflowId) {}

  Workflow workflow() {
    return new Workflow(command.memberId(), command.workflowId());
  }
}
