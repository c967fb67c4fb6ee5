package io.loyaltysuite.simulator.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A business process of the portal: steps one after another, parallel branches, loops. Immutable;
 * every method gives a longer process.
 *
 * {@snippet :
 * BusinessProcess.named("sale")
 *     .step("loyalty_card_create", Map.of("phone", "+79001234567"))
 *     .step("loyalty_accrue_fixed", Map.of("card", "{=A1:result_card_number}", "amount", "150"))
 *     .step(Step.of("loyalty_pay", facts -> Map.of("amount", facts.text("A2", "result_card_balance"))))
 *     .parallel(BusinessProcess.branch().step(...), BusinessProcess.branch().step(...));
 * }
 *
 * @param name shown in evidence
 * @param nodes elements in their order
 */
public record BusinessProcess(String name, List<Node> nodes) {

  /** Copies the elements. */
  public BusinessProcess {
    nodes = List.copyOf(nodes);
  }

  /** A process without steps. */
  public static BusinessProcess named(String name) {
    return new BusinessProcess(name, List.of());
  }

  /** The start of a branch or of a loop's body. */
  public static BusinessProcess branch() {
    return named("branch");
  }

  /** Then a step with fixed values or expressions. */
  public BusinessProcess step(String code, Map<String, ?> inputs) {
    return step(Step.of(code, inputs));
  }

  /** Then a step with computed values. */
  public BusinessProcess step(String code, StepInputs inputs) {
    return step(Step.of(code, inputs));
  }

  /** Then this step. */
  public BusinessProcess step(Step step) {
    return with(step);
  }

  /** Then these branches at once; goes on when all have ended. */
  public BusinessProcess parallel(BusinessProcess... branches) {
    return with(new Node.Parallel(Arrays.stream(branches).map(BusinessProcess::nodes).toList()));
  }

  /** Then this body so many times. */
  public BusinessProcess loop(int times, BusinessProcess body) {
    return with(new Node.Loop(times, body.nodes()));
  }

  /** Then a failing step of the portal's own. */
  public BusinessProcess fail(String text) {
    return with(new Node.Fail(text));
  }

  /** Codes of all activities in it. */
  public Set<String> codes() {
    return codes(nodes).collect(Collectors.toSet());
  }

  private static Stream<String> codes(List<Node> nodes) {
    return nodes.stream()
        .flatMap(
            node ->
                switch (node) {
                  case Step step -> Stream.of(step.code());
                  case Node.Parallel(var branches) ->
                      branches.stream().flatMap(BusinessProcess::codes);
                  case Node.Loop(_, var body) -> codes(body);
                  case Node.Fail _ -> Stream.of();
                });
  }

  private BusinessProcess with(Node node) {
    var longer = new ArrayList<>(nodes);
    longer.add(node);
    return new BusinessProcess(name, longer);
  }
}
