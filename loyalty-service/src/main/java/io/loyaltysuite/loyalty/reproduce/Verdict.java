package io.loyaltysuite.loyalty.reproduce;

/**
 * What became of one recorded result of a bundle.
 *
 * @param resultId or the place of a record that cannot be decoded; then the other texts are empty
 */
public record Verdict(
    String resultId,
    String workflowId,
    String activityCode,
    String status,
    Reproduction reproduction) {}
