package io.loyaltysuite.journal.event;

/** One business process: a workflow's id means something only together with its portal. */
public record ProcessKey(String memberId, String workflowId) {}
