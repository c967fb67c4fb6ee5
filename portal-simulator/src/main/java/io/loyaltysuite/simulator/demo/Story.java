package io.loyaltysuite.simulator.demo;

import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.StepState;
import io.loyaltysuite.simulator.workflow.StepView;
import io.loyaltysuite.simulator.workflow.WorkflowState;
import io.loyaltysuite.simulator.workflow.WorkflowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A business process of the demo and what is expected of it.
 *
 * @param errors the error code each step is to answer, empty for success
 * @param balance the card's balance after the last step
 */
public record Story(String title, BusinessProcess process, List<String> errors, String balance) {

  public static final Story SALE =
      new Story(
          "A sale",
          BusinessProcess.named("Продажа")
              .step("loyalty_card_create", Map.of())
              .step("loyalty_accrue_fixed", Map.of("amount", "150"))
              .step("loyalty_pay", Map.of("amount", "100")),
          List.of("", "", ""),
          "50.00");

  public static final Story BLOCKED_CARD =
      new Story(
          "The classical error: an accrual to a blocked card",
          BusinessProcess.named("Начисление на заблокированную карту")
              .step("loyalty_card_create", Map.of())
              .step("loyalty_card_block", Map.of("block_reason", "Карта утеряна"))
              .step("loyalty_accrue_fixed", Map.of("amount", "50")),
          List.of("", "", "card_blocked"),
          "0.00");

  public static final List<Story> ALL = List.of(SALE, BLOCKED_CARD);

  /** Everything that is not as it should be, in the words of the portal; empty if all is well. */
  public List<String> objections(WorkflowView workflow) {
    var objections = new ArrayList<String>();
    if (workflow.state() != WorkflowState.COMPLETED) {
      objections.add("the process is " + workflow.state() + " (expected: COMPLETED)");
    }
    if (workflow.steps().size() != errors.size()) {
      objections.add(
          "%d steps were executed (expected: %d)"
              .formatted(workflow.steps().size(), errors.size()));
      return objections;
    }
    for (var i = 0; i < errors.size(); i++) {
      objections.addAll(objections(workflow.steps().get(i), errors.get(i)));
    }
    var last = output(workflow.steps().getLast(), "result_card_balance");
    if (!last.equals(balance)) {
      objections.add("the balance at the end is %s (expected: %s)".formatted(last, balance));
    }
    return objections;
  }

  private static List<String> objections(StepView step, String error) {
    var objections = new ArrayList<String>();
    if (step.state() != StepState.ANSWERED) {
      objections.add("step " + step.name() + " is " + step.state() + " (expected: ANSWERED)");
    }
    if (step.applied() != 1) {
      objections.add(
          "step %s took %d replies (expected: exactly one)".formatted(step.name(), step.applied()));
    }
    expect(objections, step, "operation_status_code", error.isEmpty() ? "success" : "error");
    expect(objections, step, "result_error_code", error);
    if (output(step, "operation_status_message").isBlank()) {
      objections.add("step " + step.name() + " has no sentence for the manager");
    }
    return objections;
  }

  private static void expect(List<String> objections, StepView step, String name, String expected) {
    var got = output(step, name);
    if (!got.equals(expected)) {
      objections.add(
          "step %s: %s is '%s' (expected: '%s')".formatted(step.name(), name, got, expected));
    }
  }

  /** An output as text; empty when the step has none of this name. */
  static String output(StepView step, String name) {
    var value = step.outputs().get(name);
    return value == null ? "" : value.toString();
  }
}
