package io.loyaltysuite.gateway.delivery;

/** What a delivery is about; every report of it carries these. */
record DeliveryKey(
    String resultId,
    String commandId,
    String memberId,
    String workflowId,
    String activityName,
    String activityCode) {}
