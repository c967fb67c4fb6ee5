package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.work.Ending.Applied;
import io.loyaltysuite.gateway.work.Ending.Failed;
import io.loyaltysuite.gateway.work.Ending.Undone;
import io.loyaltysuite.gateway.work.deal.Terms;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The command by which the domain learns how its work ended. Pure; its id follows from that of the
 * command that led to the work, so a repeat is the same command.
 */
final class FollowUp {

  private FollowUp() {}

  static ActivityCommand of(Assignment work, Ending ending, Instant endedAt) {
    var inputs = new HashMap<String, List<String>>();
    work.parameters().forEach((name, value) -> inputs.put(name, List.of(value)));
    inputs.remove(Assignment.FOLLOW_UP);
    told(work, ending).forEach((name, value) -> inputs.put(name, List.of(value)));
    return ActivityCommand.newBuilder()
        .setCommandId(id(work.result().getCommandId()).toString())
        .setInvocation(
            Invocation.newBuilder(work.invocation())
                .setReceivedAt(endedAt.truncatedTo(ChronoUnit.MILLIS))
                .build())
        .setOperation(work.parameters().getOrDefault(Assignment.FOLLOW_UP, ""))
        .setInputs(inputs)
        .build();
  }

  static UUID id(String commandId) {
    return Ids.derived(UUID.fromString(commandId), "portal_work");
  }

  private static Map<String, String> told(Assignment work, Ending ending) {
    var told = new LinkedHashMap<String, String>();
    told.put("outcome", ending.outcome());
    switch (ending) {
      case Undone _ -> {}
      case Failed(var failure, _) -> told.put("failure", failure.code());
      case Applied(var plan, _, var sumAfter) -> {
        var terms = Terms.of(work.parameters());
        // A discount that replaced a larger one makes the deal dearer: nothing was taken off.
        told.put("discount_amount", money(plan.discount().max(BigDecimal.ZERO), terms));
        told.put("deal_sum_before", money(plan.sumBefore(), terms));
        told.put("deal_sum_after", money(sumAfter, terms));
        told.put("rows_changed", Integer.toString(plan.rowsChanged()));
        if (terms.measure() instanceof Terms.Percent(var rate, _, _)) {
          told.put("percent_applied", rate.toPlainString());
        }
      }
    }
    return told;
  }

  private static String money(BigDecimal amount, Terms terms) {
    return amount.setScale(terms.digits(), RoundingMode.HALF_UP).toPlainString();
  }
}
