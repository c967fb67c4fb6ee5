package io.loyaltysuite.simulator.demo;

import io.loyaltysuite.simulator.workflow.StepState;
import io.loyaltysuite.simulator.workflow.StepView;
import io.loyaltysuite.simulator.workflow.WorkflowView;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A finished process as lines for people: each step, how long it took, what the portal saw. */
record Timeline(Paint paint) {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  List<String> lines(WorkflowView workflow) {
    return workflow.steps().stream().flatMap(step -> lines(step).stream()).toList();
  }

  private List<String> lines(StepView step) {
    return List.of(
        "  %s  %-22s %s  %s"
            .formatted(
                paint.dim(CLOCK.format(step.startedAt())),
                step.code(),
                status(step),
                paint.dim("answered after " + took(step))),
        "                " + sentence(step),
        "                " + paint.dim(portalView(step)));
  }

  private String status(StepView step) {
    var status = Story.output(step, "operation_status_code");
    var code = Story.output(step, "result_error_code");
    return switch (status) {
      case "success" -> paint.green("success");
      case "error" -> paint.red("error " + code);
      default -> paint.yellow(step.state().toString());
    };
  }

  private String sentence(StepView step) {
    var balance = Story.output(step, "result_card_balance");
    return "«"
        + Story.output(step, "operation_status_message")
        + "»"
        + (balance.isEmpty() ? "" : paint.dim("  balance " + balance));
  }

  private static String portalView(StepView step) {
    var webhooks =
        step.webhooks().stream()
            .map(note -> "%d in %d ms".formatted(note.status(), note.millis()))
            .toList();
    return "portal: webhook answered %s; replies: %d, applied: %d%s"
        .formatted(
            String.join(", ", webhooks),
            step.sends().size(),
            step.applied(),
            step.state() == StepState.WAITING ? "; still waiting" : "");
  }

  private static String took(StepView step) {
    var closed = step.closedAt();
    return closed == null ? "-" : Progress.seconds(Duration.between(step.startedAt(), closed));
  }
}
