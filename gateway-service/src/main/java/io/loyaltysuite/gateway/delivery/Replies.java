package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.activity.ReturnValues;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.Variable;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Makes replies out of results: the standard outputs, the variables and the line for the portal's
 * log. Pure.
 */
final class Replies {
  private static final List<String> AMOUNTS = List.of("amount", "amount_paid", "start_balance");

  private final URI journalUrl;

  Replies(URI journalUrl) {
    this.journalUrl = journalUrl;
  }

  Reply reply(OperationResult result, Invocation invocation, String eventToken, Instant now) {
    var variables = variables(result, invocation);
    var values =
        ReturnValues.of(
            invocation.getActivityCode(), result.getStatus(), result.getMessage(), variables);
    return new Reply(eventToken, values, logMessage(result, invocation, variables, now));
  }

  /**
   * The domain's variables; what only the gateway knows, and what every result must have, is filled
   * in.
   */
  private SequencedMap<String, String> variables(OperationResult result, Invocation invocation) {
    var variables = new LinkedHashMap<String, String>();
    for (Variable variable : result.getReturned()) {
      variables.put(variable.getName(), variable.getValue());
    }
    fill(variables, "request_id", result.getCommandId());
    fill(variables, "activity_code", invocation.getActivityCode());
    fill(variables, "error_code", result.getErrorCode());
    fill(variables, "retryable", result.getRetryable() ? "Y" : "N");
    fill(variables, "journal_url", journalUrl(invocation.getWorkflowId()));
    return variables;
  }

  private static void fill(SequencedMap<String, String> variables, String name, String value) {
    variables.merge(name, value, (found, ours) -> found.isEmpty() ? ours : found);
  }

  private String journalUrl(String workflowId) {
    var id = URLEncoder.encode(workflowId, StandardCharsets.UTF_8).replace("+", "%20");
    return journalUrl + "/processes/" + id;
  }

  private static String logMessage(
      OperationResult result,
      Invocation invocation,
      SequencedMap<String, String> variables,
      Instant now) {
    var amount =
        AMOUNTS.stream()
            .map(name -> variables.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("");
    return "[%s] status=%s error_code=%s card=%s amount=%s balance=%s request_id=%s ms=%d"
        .formatted(
            invocation.getActivityCode(),
            result.getStatus(),
            result.getErrorCode(),
            variables.getOrDefault("card_number", ""),
            amount,
            variables.getOrDefault("card_balance", ""),
            variables.getOrDefault("request_id", ""),
            Math.max(0, Duration.between(invocation.getReceivedAt(), now).toMillis()));
  }
}
