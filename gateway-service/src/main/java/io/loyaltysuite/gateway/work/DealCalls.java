package io.loyaltysuite.gateway.work;

import static java.util.Objects.requireNonNull;

import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.BatchCommand;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.portal.PortalAnswer.AccessLost;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.gateway.portal.PortalAnswer.FailedLater;
import io.loyaltysuite.gateway.portal.PortalAnswer.Refused;
import io.loyaltysuite.gateway.portal.PortalCalls;
import io.loyaltysuite.gateway.work.DealAnswer.Denied;
import io.loyaltysuite.gateway.work.DealAnswer.NotNow;
import io.loyaltysuite.gateway.work.DealAnswer.Shown;
import io.loyaltysuite.gateway.work.deal.Deal;
import io.loyaltysuite.gateway.work.deal.Failure;
import io.loyaltysuite.gateway.work.deal.Plan;
import io.loyaltysuite.gateway.work.deal.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads a deal with its rows, and makes it what a plan says. Requests of a turn: the first must be
 * admitted already.
 *
 * <pre>
 *   read:   [get, rows]
 *   write:  [sum, set rows, get, rows]      in one request, halting at what fails; rows that would
 *                                           not survive it, or are too many for it, go alone
 * </pre>
 */
@Component
class DealCalls {
  private static final String GET = "crm.deal.get";
  private static final String UPDATE = "crm.deal.update";
  private static final String ROWS = "crm.deal.productrows.get";
  private static final String SET_ROWS = "crm.deal.productrows.set";

  /** PHP reads so many fields of a query, with some distance; the others would be lost. */
  private static final int MAX_FIELDS = 900;

  private final PortalCalls calls;

  DealCalls(PortalCalls calls) {
    this.calls = calls;
  }

  /** One call of a request. */
  private record Step(String method, Map<String, Object> parameters) {

    boolean goesAlone() {
      return method.equals(SET_ROWS)
          && (BatchCommand.values(parameters).size() > MAX_FIELDS
              || BatchCommand.values(parameters).stream().anyMatch(BatchCommand::isHazardous));
    }
  }

  DealAnswer read(Turn turn, String dealId) throws InterruptedException {
    return judged(perform(turn, List.of(step(GET, dealId), step(ROWS, dealId))), 0);
  }

  DealAnswer write(Turn turn, String dealId, Plan plan) throws InterruptedException {
    var steps = new ArrayList<Step>();
    if (plan.setsSum()) {
      steps.add(sum(dealId, plan.sumAfter(), plan.manualAfter()));
    }
    if (plan.setsRows()) {
      var rows = plan.after().stream().map(Row::fields).toList();
      steps.add(new Step(SET_ROWS, Map.of("id", dealId, "rows", rows)));
    }
    int writes = steps.size();
    steps.add(step(GET, dealId));
    steps.add(step(ROWS, dealId));
    return judged(perform(turn, steps), writes);
  }

  /** Puts back the sum that was written before the rows were refused. */
  DealAnswer restoreSum(Turn turn, String dealId, Plan plan) throws InterruptedException {
    var steps =
        List.of(
            sum(dealId, plan.sumBefore(), plan.manualBefore()),
            step(GET, dealId),
            step(ROWS, dealId));
    return judged(perform(turn, steps), 1);
  }

  private static Step step(String method, String dealId) {
    return new Step(method, Map.of("id", dealId));
  }

  private static Step sum(String dealId, BigDecimal sum, boolean manual) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("OPPORTUNITY", sum.toPlainString());
    fields.put("IS_MANUAL_OPPORTUNITY", manual ? "Y" : "N");
    return new Step(UPDATE, Map.of("id", dealId, "fields", fields));
  }

  /** Answers in the order of the steps, ending with the first that failed. */
  private List<PortalAnswer> perform(Turn turn, List<Step> steps) throws InterruptedException {
    var answers = new ArrayList<PortalAnswer>();
    int from = 0;
    while (from < steps.size()) {
      int to = from + 1;
      while (!steps.get(from).goesAlone() && to < steps.size() && !steps.get(to).goesAlone()) {
        to++;
      }
      if (from > 0) {
        turn.admit(1, calls.timeLimit());
      }
      for (PortalAnswer answer : request(turn, steps.subList(from, to))) {
        answers.add(answer);
        if (!(answer instanceof Done)) {
          return answers;
        }
      }
      from = to;
    }
    return answers;
  }

  private List<PortalAnswer> request(Turn turn, List<Step> steps) throws InterruptedException {
    if (steps.getFirst().goesAlone()) {
      var alone = steps.getFirst();
      return List.of(calls.call(turn, alone.method(), alone.parameters()));
    }
    var commands = new LinkedHashMap<String, String>();
    for (int i = 0; i < steps.size(); i++) {
      commands.put("s" + i, BatchCommand.command(steps.get(i).method(), steps.get(i).parameters()));
    }
    var each = calls.sequence(turn, commands);
    return commands.keySet().stream().map(key -> requireNonNull(each.get(key))).toList();
  }

  /**
   * Two answers behind the writes show the deal. When they are refused, what was written is written
   * all the same.
   */
  private static DealAnswer judged(List<PortalAnswer> answers, int writes) {
    var last = answers.getLast();
    if (!(last instanceof Done(var rows))) {
      int failed = answers.size() - 1;
      return refusal(last, failed >= writes && writes > 0, failed > 0);
    }
    var deal = ((Done) answers.get(writes)).result();
    return new Shown(deal(deal, rows));
  }

  private static DealAnswer refusal(PortalAnswer answer, boolean written, boolean touched) {
    return switch (answer) {
      case Refused _, FailedLater _ when written -> new Shown(null);
      case Refused(var wire) -> new Denied(failure(wire), touched);
      case FailedLater(var wire) -> new Denied(failure(wire), touched);
      case AccessLost(var wire, _) when wire.error().equals("insufficient_scope") ->
          new Denied(Failure.CRM_ACCESS_DENIED, touched);
      case PortalAnswer other -> new NotNow(other);
    };
  }

  /** Refusals of the CRM mostly have words and no code. */
  private static Failure failure(PortalAnswer.Wire wire) {
    var words = (wire.error() + " " + wire.description()).toLowerCase(Locale.ROOT);
    if (words.contains("not found") || words.contains("not_found")) {
      return Failure.DEAL_NOT_FOUND;
    }
    return words.contains("access denied") || words.contains("access_denied")
        ? Failure.CRM_ACCESS_DENIED
        : Failure.DEAL_UPDATE_FAILED;
  }

  private static Deal deal(JsonNode deal, JsonNode rows) {
    var fields = texts(deal);
    var stage = fields.getOrDefault("STAGE_SEMANTIC_ID", "");
    boolean closed =
        fields.getOrDefault("CLOSED", "").equals("Y") || stage.equals("S") || stage.equals("F");
    var told = new ArrayList<Row>();
    rows.forEach(row -> told.add(Row.of(texts(row))));
    return new Deal(
        closed,
        fields.getOrDefault("CURRENCY_ID", ""),
        number(fields.getOrDefault("OPPORTUNITY", "")),
        fields.getOrDefault("IS_MANUAL_OPPORTUNITY", "").equals("Y"),
        told);
  }

  private static BigDecimal number(String text) {
    try {
      return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    } catch (NumberFormatException none) {
      return BigDecimal.ZERO;
    }
  }

  /** What is neither a text nor a number is not ours to carry. */
  private static Map<String, String> texts(JsonNode node) {
    var texts = new LinkedHashMap<String, String>();
    node.properties()
        .forEach(
            field -> {
              var value = field.getValue();
              if (value.isNumber()) {
                texts.put(field.getKey(), value.decimalValue().toPlainString());
              } else if (value.isString()) {
                texts.put(field.getKey(), value.asString());
              } else if (value.isBoolean()) {
                texts.put(field.getKey(), value.asBoolean() ? "Y" : "N");
              }
            });
    return texts;
  }
}
