package io.loyaltysuite.loyalty.reproduce;

/** What became of one recorded result of a bundle. */
public record Verdict(
    String resultId,
    String workflowId,
    String activityCode,
    String status,
    Reproduction reproduction) {}
