package io.loyaltysuite.loyalty.card;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something to be decided exactly once.
 *
 * @param id every later id derives from it
 * @param memberId the portal
 * @param activityCode code the portal knows the activity by; empty for other sources
 * @param receivedAt when the call arrived, already clamped by whoever knows the clock
 * @param operation what to do, read from {@code inputs} by {@link Operations#parse}
 * @param inputs the canonical texts {@code operation} was read from
 */
public record Command(
    UUID id,
    String memberId,
    Source source,
    String activityCode,
    Language language,
    Instant receivedAt,
    Operation operation,
    Map<String, List<String>> inputs,
    Context context) {

  /** The same with amounts rounded to what a currency can hold; its inputs stay as they came. */
  Command roundedTo(Currency currency) {
    return new Command(
        id,
        memberId,
        source,
        activityCode,
        language,
        receivedAt,
        Operations.parseRounded(operation.name(), inputs, currency),
        inputs,
        context);
  }

  /** The same as if the process ran on a deal: what is paid counts as paid on that document. */
  Command onDeal(String dealId) {
    return new Command(
        id,
        memberId,
        source,
        activityCode,
        language,
        receivedAt,
        operation,
        inputs,
        context.onDeal(dealId));
  }
}
