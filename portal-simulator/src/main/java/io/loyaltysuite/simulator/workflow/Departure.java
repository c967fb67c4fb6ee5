package io.loyaltysuite.simulator.workflow;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A webhook a step wants to be sent: everything but the auth block (protocol 1.4).
 *
 * @param clientId application it goes to
 * @param handler where it goes
 * @param workflowId instance id
 * @param code code of the activity
 * @param documentId three parts
 * @param documentType three parts
 * @param eventToken signed address of this execution
 * @param properties values before form encoding
 * @param useSubscription whether the step waits
 * @param timeoutSeconds configured timeout, 0 is none
 * @param userId user it runs as, 0 is nobody
 * @param report gets every attempt
 */
public record Departure(
    String clientId,
    String handler,
    String workflowId,
    String code,
    List<String> documentId,
    List<String> documentType,
    String eventToken,
    Map<String, Object> properties,
    boolean useSubscription,
    long timeoutSeconds,
    int userId,
    Consumer<WebhookNote> report) {}
